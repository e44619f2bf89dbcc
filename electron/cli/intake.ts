import { randomUUID } from "node:crypto";
import type { Application } from "#shared/case/application.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { strictestRoute } from "#station/rules/routing.ts";
import type { CommandBody } from "./command.ts";
import { readIntakeFile } from "./intake-file.ts";
import { readJsonFile } from "./read-json.ts";
import { printQuarantined } from "./profiles.ts";
import { terminal } from "./terminal.ts";

/** What a person needs to know of an intake at a glance. */
const intakeResult = (application: Application) => ({
  id: application.id,
  acceptanceNumber: application.acceptanceNumber,
  dutyHolder: application.dutyHolder,
  route: strictestRoute(application.routes.map((route) => route.route)),
  routes: application.routes,
  deadlines: application.deadlines,
  warnings: application.warnings,
});

/** `hall intake`: accepts one application from a file. */
export const intakeCommand: CommandBody = {
  async run(input) {
    const { key, body } = readIntakeFile(readJsonFile(input.operands[0] ?? ""));
    const open = await openStation(input.dataDir);
    printQuarantined(open.context.profiles);
    try {
      const application = submitApplication(open.context, operatorAt(open.context), {
        key: key ?? randomUUID(),
        body,
        place: "command-line",
      });
      application.warnings.forEach((warning) =>
        terminal.note(`提示 ${warning.path}：${warning.message.zh}`, `Note ${warning.path}: ${warning.message.en}`),
      );
      terminal.result(intakeResult(application));
      return 0;
    } finally {
      open.close();
    }
  },
};
