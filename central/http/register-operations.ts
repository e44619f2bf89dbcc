import { bilingual } from "#shared/lib/bilingual.ts";
import { centrePaths } from "#shared/contract/centre/push.ts";
import { type Operation, problem, UNENROLLED, WRONG } from "./operation.ts";

/** The look-ups in registers (企业、项目登记信息). */
export const registerOperations = {
  register: {
    method: "GET",
    path: centrePaths.register,
    summary: bilingual("按信用代码查企业登记信息", "A company's register entry by its credit code"),
    secured: "station",
    request: null,
    answers: {
      200: { schema: "RegisterCompany", text: bilingual("登记信息", "The register's entry") },
      401: UNENROLLED,
      404: problem("登记库里没有", "The register has none"),
      422: WRONG,
      503: problem("没有接入登记库，或登记库没有应答", "No register is connected, or it does not answer"),
    },
  },
  registerProject: {
    method: "GET",
    path: centrePaths.registerProject,
    summary: bilingual("按项目代码查投资项目登记信息", "A project's register entry by its project code"),
    secured: "station",
    request: null,
    answers: {
      200: { schema: "RegisterProject", text: bilingual("登记信息", "The register's entry") },
      401: UNENROLLED,
      404: problem("登记库里没有", "The register has none"),
      422: WRONG,
      503: problem("没有导入项目登记数据，或登记库没有应答", "No register is connected, or it does not answer"),
    },
  },
} as const satisfies Record<string, Operation>;
