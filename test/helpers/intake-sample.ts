import { writeFileSync } from "node:fs";
import { join } from "node:path";

type Facts = Record<string, unknown>;
type Intake = {
  profile: string;
  utilities: string[];
  form: Record<string, Facts>;
  outsideLines: Facts[];
  noOutsideLine: string[];
  key?: string;
  [key: string]: unknown;
};

/** An intake file of the second locality that is accepted unchanged; invented people. */
export const goodIntake = (): Intake => ({
  profile: "suizhou",
  utilities: ["water"],
  form: {
    header: {
      applicant: "示例𠮷记有限公司",
      site: "示例路 1 号",
      contact: "示例人",
      phone: "13800000000",
      appointment: "2026-12-02T09",
    },
    water: { businessType: "new", demand: { amount: "12.5", unit: "tonnes-per-day" } },
  },
  outsideLines: [
    {
      utility: "water",
      on: "2026-11-20",
      crossings: [{ lengthMm: 8000, roadClass: "branch", openedOn: "2015-06-01", overhauledOn: null }],
      lineLengthMm: 120000,
      green: { lengthMm: 0, areaCm2: 0, trees: 0 },
    },
  ],
  noOutsideLine: [],
});

/** Writes text or bytes, or a value as JSON, into a folder and gives the path. */
export function writeInput(dir: string, content: unknown, name = "intake.json"): string {
  const file = join(dir, name);
  writeFileSync(file, typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content));
  return file;
}
