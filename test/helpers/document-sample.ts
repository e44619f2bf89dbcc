import type { FieldValue, FormValues, ListRow, SimpleField, SimpleValue } from "#shared/profile/form.ts";
import type { Profile } from "#shared/profile/profile.ts";
import type { RouteDecision } from "#shared/profile/routing-rules.ts";
import type { DocumentData } from "#templates/documents/document-data.ts";

/** What each role of a form is filled with, rare characters included. */
export const SAMPLE = {
  applicant: "𠮷田䶮能源（集团）有限公司·第二分厂",
  "credit-code": "91420000MA4KX0000A",
  site: "经济开发区𡈽门路12号3栋（原㑇塘厂区，建筑面积约3000㎡）",
  contact: "欧阳𬭊",
  phone: "13800000000",
  "project-code": "2311-421300-04-01-123456",
  "legal-representative": "𪚥·买买提",
  "identity-number": "110101199003070019",
  appointment: "2026-12-01T09",
  wishes: "用气量约 120 m³/时，希望周末施工。",
} as const;

function simpleValue(field: SimpleField, index: number): SimpleValue {
  if (field.role !== null) return SAMPLE[field.role];
  switch (field.kind) {
    case "text":
      return `文字${index}`;
    case "amount":
      return { amount: `${100 + index}.5`, unit: field.units.at(-1)?.id ?? null };
    case "integer":
      return 20 + index;
    case "date":
      return "2026-12-15";
    case "hour":
      return "2026-12-01T09";
    case "choice":
      return field.options[1]?.id ?? null;
    case "choices":
      return field.options.slice(0, 2).map((option) => option.id);
    case "yes-no":
      return true;
  }
}

/** Fills every field of a form: second option, last unit, three rows of a list. */
function sampleForm(profile: Profile): FormValues {
  return Object.fromEntries(
    profile.form.sections.map((section) => [
      section.id,
      Object.fromEntries(
        section.fields.map((field, index): [string, FieldValue] => {
          if (field.kind !== "list") return [field.id, simpleValue(field, index)];
          const rows = ["燃气锅炉", "燃气灶", "直燃机"].map((name, row): ListRow =>
            Object.fromEntries(
              field.fields.map((column, at) => [column.id, at === 0 ? name : simpleValue(column, row + at)]),
            ),
          );
          return [field.id, rows];
        }),
      ),
    ]),
  );
}

const decision = (profile: Profile, utility: string, joint: boolean): RouteDecision => ({
  utility,
  route: joint ? "joint-approval" : "commitment",
  lane: joint ? null : "commitment",
  letter: !joint,
  reasons: [
    {
      id: "line",
      verdict: joint ? "not-met" : "met",
      text: { zh: joint ? "线路长度 230.0 米，超过 200 米" : "线路长度 180.0 米，不超过 200 米", en: "line length" },
      quote: profile.routing.jointApproval.quote,
      clause: profile.routing.jointApproval.clause,
    },
    {
      id: "green",
      verdict: "unknown",
      text: { zh: "临时占用绿地面积未测", en: "green area not measured" },
      quote: profile.routing.jointApproval.quote,
      clause: profile.routing.jointApproval.clause,
    },
  ],
  missing: [{ fact: "greenAreaCm2", text: { zh: "临时占用绿地面积", en: "green area" }, couldOpen: "commitment" }],
  assumptions: [{ id: "one-line", text: { zh: "线路长度按每项外线工程计算", en: "length counts per line" } }],
  barredBy: joint ? ["line"] : [],
});

/** Everything that a paper prints for one locality, filled throughout; `blank` leaves the form empty. */
export function sampleData(profile: Profile, blank = false): DocumentData {
  const utilities = profile.utilities.map((utility) => utility.id);
  const [first = "water", second = "power"] = utilities;
  return {
    profile,
    number: blank ? null : "LD-A01-2026-000123-7",
    recordId: "0192f0c1-7a3e-7000-8000-000000000001",
    version: 1,
    hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    marker: blank ? "preview" : "original",
    form: blank ? {} : sampleForm(profile),
    utilities: blank ? [] : utilities,
    routes: blank ? [] : [decision(profile, first, true), decision(profile, second, false)],
    deadlines: [
      {
        label: { zh: "并联审批时限", en: "joint approval" },
        dueOn: null,
        dueAt: null,
        note: { zh: "自审批部门收到外线工程申请时起算", en: "starts later" },
      },
      {
        label: { zh: "接入时限", en: "connection" },
        dueOn: "2026-12-02",
        dueAt: "2026-12-02T09:30:00.000Z",
        note: null,
      },
    ],
    dutyHolder: { name: "李𬭊", phone: "0710-1234567", organisation: "政务服务大厅综合窗口" },
    lead: { zh: "牵头单位示例局", en: "lead" },
    hall: "示例政务服务大厅",
    window: "综合3号窗口",
    acceptedAt: blank ? null : "2026-11-20T08:50:00.000Z",
    madeAt: "2026-11-20T08:50:05.000Z",
    notice: blank
      ? null
      : {
          number: "LD-A01N-2026-000004-2",
          items: ["授权委托书原件", "㛃记公司章程复印件"],
          reason: "材料有误",
          dueOn: "2026-12-01",
          at: "2026-11-20T08:50:00.000Z",
        },
    letter: blank
      ? null
      : {
          utility: second,
          promisor: "示例供电公司",
          legalRepresentative: "赵㑇",
          address: "人民路1号",
          contact: "钱伟",
          phone: "13900000000",
          workFrom: "2026-12-05",
          workTo: "2026-12-09",
          workSite: "人民路与解放路交叉口至𡈽门路12号",
          promisedOn: null,
        },
    approval: blank
      ? null
      : {
          legalRepresentative: "𪚥·买买提",
          address: "人民路1号",
          workFrom: "2026-12-05",
          workTo: "2026-12-09",
          workSite: null,
          opinions:
            profile.signers?.[0] === undefined
              ? []
              : [{ signer: profile.signers[0].id, text: "同意。请做好围挡。", signedOn: "2026-11-24" }],
        },
  };
}
