import type { Field, FieldRole } from "#shared/form.ts";
import type { TextKey } from "#renderer/strings/zh.ts";

const BY_ROLE: Record<FieldRole, TextKey> = {
  applicant: "kiosk.explain.applicant",
  "credit-code": "kiosk.explain.creditCode",
  site: "kiosk.explain.site",
  contact: "kiosk.explain.contact",
  phone: "kiosk.explain.phone",
  "project-code": "kiosk.explain.projectCode",
  "legal-representative": "kiosk.explain.legalRepresentative",
  "identity-number": "kiosk.explain.identityNumber",
  appointment: "kiosk.explain.appointment",
  wishes: "kiosk.explain.wishes",
};

/** Terms that several localities ask for under the same name. */
const BY_NAME = new Map<string, TextKey>([
  ["businessType", "kiosk.explain.businessType"],
  ["mainCapacity", "kiosk.explain.mainCapacity"],
  ["backupCapacity", "kiosk.explain.backupCapacity"],
  ["demand", "kiosk.explain.demand"],
  ["meterSize", "kiosk.explain.meterSize"],
  ["dualSupply", "kiosk.explain.dualSupply"],
  ["premises", "kiosk.explain.premises"],
]);

const BY_KIND: Record<Field["kind"], TextKey> = {
  text: "kiosk.explain.kindText",
  amount: "kiosk.explain.kindAmount",
  integer: "kiosk.explain.kindInteger",
  date: "kiosk.explain.kindDate",
  hour: "kiosk.explain.kindHour",
  choice: "kiosk.explain.kindChoice",
  choices: "kiosk.explain.kindChoices",
  "yes-no": "kiosk.explain.kindYesNo",
  list: "kiosk.explain.kindList",
};

/** The one plain line that explains a question: by what it means, else by its name, else by how it is answered. */
export const explainKey = (field: Field): TextKey =>
  field.role === null ? (BY_NAME.get(field.id) ?? BY_KIND[field.kind]) : BY_ROLE[field.role];
