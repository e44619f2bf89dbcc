import { createHash, randomUUID } from "node:crypto";
import { formatAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import { foldSearch, phoneDigits } from "#shared/case/search-terms.ts";
import { findApplication, insertApplication } from "#station/db/applications.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { invented } from "./invented-people.ts";
import { fillFast, inBatches, indexAll, largestSample } from "./stored-hall.ts";

/** The acceptance number of the nth application stored for the search. */
export const searchedNumber = (nth: number): string =>
  formatAcceptanceNumber({ prefix: "LD03", year: 2026, serial: nth + 1 });

/**
 * Stores applications of invented people, indexed as intake indexes them, and a narrow table of the same folded texts
 * for LIKE.
 */
export function fillForSearch(context: StationContext, stored: number): void {
  const { db } = context;
  process.stderr.write(`正在存入 ${stored} 件申请供查找… Storing ${stored} applications to search…\n`);
  fillFast(db);
  const body = largestSample();
  const template = findApplication(db, submitApplication(context, operatorAt(context), { key: randomUUID(), body }).id);
  if (template === null) throw new Error("the template is gone");
  db.exec("CREATE TABLE like_texts (nth INTEGER PRIMARY KEY, body TEXT NOT NULL, phone TEXT NOT NULL) STRICT");
  const text = db.prepare("INSERT INTO like_texts VALUES (?, ?, ?)");
  const one = (nth: number): void => {
    const person = invented(nth);
    const content = {
      ...template.content,
      form: { ...template.content.form, header: { ...template.content.form["header"], ...person, creditCode: null } },
    };
    const application = {
      ...template,
      id: context.newId(),
      intakeKey: randomUUID(),
      acceptanceNumber: searchedNumber(nth),
      content,
      hash: createHash("sha256").update(String(nth)).digest("hex"),
    };
    insertApplication(db, application, "joint-approval");
    text.run(
      nth,
      [person.applicant, person.contact, person.site, application.acceptanceNumber].map(foldSearch).join("\n"),
      phoneDigits(person.phone),
    );
  };
  inBatches(db, stored, one);
  indexAll(db);
  db.pragma("journal_mode = WAL");
}
