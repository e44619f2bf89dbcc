import { randomUUID } from "node:crypto";
import type { Application } from "#shared/case/application.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { refuseOtherChannels, USUAL_CHANNELS } from "#station/intake/channels.ts";
import { strictestRoute } from "#station/rules/routing.ts";
import { optional, type CommandBody } from "./command.ts";
import { inHall } from "./enter-hall.ts";
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
  run(input) {
    const hand = optional(input, "token-file") === null ? "window" : "account";
    const { key, body } = readIntakeFile(readJsonFile(input.operands[0] ?? ""), USUAL_CHANNELS[hand]);
    return inHall(input, { command: "intake", company: "alone" }, ({ context, actor }) => {
      printQuarantined(context.profiles);
      refuseOtherChannels(hand, body.channel);
      const application = submitApplication(context, actor, {
        key: key ?? randomUUID(),
        body,
        place: "command-line",
      });
      application.warnings.forEach((warning) =>
        terminal.note(`提示 ${warning.path}：${warning.message.zh}`, `Note ${warning.path}: ${warning.message.en}`),
      );
      terminal.result(intakeResult(application));
      return 0;
    });
  },
};
