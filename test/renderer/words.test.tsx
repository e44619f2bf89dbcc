import Database from "better-sqlite3";
import { screen } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { AUDIT_VERBS, auditLabel, UNKNOWN_VERB } from "#shared/case/audit-verbs.ts";
import { CASE_STATUSES, FOLLOW, STATUS_NAMES } from "#shared/case/case-status.ts";
import { ENTRY_KINDS, entryLabel, UNKNOWN_ENTRY } from "#shared/case/entry-kinds.ts";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import { PRINTER_KIND_WORDS } from "#shared/contract/printer-text.ts";
import { DUTY_TITLES } from "#shared/profile/roster.ts";
import { STEP_NAMES } from "#shared/profile/suspension.ts";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { OutboxDrawer } from "#renderer/features/sync/outbox/OutboxDrawer.tsx";
import { OutboxPage } from "#renderer/features/sync/outbox/OutboxPage.tsx";
import { textIn, type TextKey } from "#renderer/lib/text.ts";
import { host } from "#test/helpers/page/fake-host.ts";
import { entryOf, outboxOf } from "#test/helpers/page/outbox-view.ts";
import { show } from "#test/helpers/page/show.tsx";

const HAN = /\p{Script=Han}/u;
const isInWords = ({ zh, en }: Bilingual): boolean => HAN.test(zh) && /[a-z]/i.test(en) && !HAN.test(en);
const ofCatalogue = (key: string): Bilingual => ({
  zh: textIn("zh")(key as TextKey),
  en: textIn("en")(key as TextKey),
});
const keyed = (prefix: string) => (value: string) => ofCatalogue(`${prefix}.${value}`);
const named = (names: Record<string, Bilingual>) => (value: string) => names[value] ?? { zh: value, en: value };

/** Where the words for each state, outcome and kind stand that the store may hold; null where none reaches a person by itself. */
const WORDS: Record<string, ((value: string) => Bilingual) | null> = {
  "operators.role": null,
  "outbox_entries.state": keyed("outbox.state"),
  "outbox_events.what": keyed("outbox.story"),
  "deadline_warnings.level": keyed("worklist.group"),
  // A spoiled form is not listed any more, and a used one is known by its application.
  "paper_forms.state": null,
  "suspensions.step": named(STEP_NAMES),
  // The rule behind an offer's due time, of which the time is shown.
  "handovers.due_basis": null,
  "handovers.state": keyed("handover.state"),
  // The page shows `callback.status`, worked out from it and the day.
  "callbacks.state": null,
  "callback_attempts.outcome": keyed("callback.outcome"),
  "specialists.duty": named(DUTY_TITLES),
  "receptions.kind": keyed("reception"),
  "print_jobs.outcome": keyed("print"),
  // A held job gives its reason as a sentence.
  "print_jobs.pause": null,
  "printers.kind": named(PRINTER_KIND_WORDS),
  "printer_tests.outcome": keyed("print"),
  "publications.state": keyed("publication.state"),
  "attachment_sends.kind": keyed("attachment.kind"),
  "attachment_sends.state": keyed("attachment.state"),
  "attachment_send_events.what": keyed("attachment.story"),
  // Each has its own sentence in the story of a case.
  "pulled_entries.state": null,
  "register_entries.kind": null,
};

/** Every column of the store that may hold certain texts only, with these texts. */
function listedColumns(): [string, string[]][] {
  const db = new Database(":memory:");
  for (const sql of allMigrations) db.exec(sql);
  const tables = db.prepare<[], { name: string; sql: string }>(
    "SELECT name, sql FROM sqlite_master WHERE type = 'table'",
  );
  return tables
    .all()
    .flatMap(({ name, sql }) =>
      [...(sql ?? "").matchAll(/(\w+) IN \(('[^)]*')\)/g)].map(([, column, values]): [string, string[]] => [
        `${name}.${column ?? ""}`,
        [...(values ?? "").matchAll(/'([^']*)'/g)].map(([, value]) => value ?? ""),
      ]),
    );
}

describe("what is written anywhere", () => {
  it("has words in both languages for each kind of entry, act, status and audited act", () => {
    const wordless = [
      ...ENTRY_KINDS.map((kind) => [kind, entryLabel(kind)] as const),
      ...AUDIT_VERBS.map((verb) => [verb, auditLabel(verb)] as const),
      ...CASE_STATUSES.map((status) => [status, STATUS_NAMES[status]] as const),
      ...Object.entries(FOLLOW).flatMap(([kind, { label, change }]) =>
        [label, change ?? label].map((one) => [kind, one] as const),
      ),
    ].filter(([, label]) => !isInWords(label) || label === UNKNOWN_ENTRY || label === UNKNOWN_VERB);
    expect(wordless).toEqual([]);
  });

  it("has words in both languages for each state, outcome and event that the store can hold", () => {
    const columns = listedColumns();
    expect(columns.map(([column]) => column).filter((column) => !(column in WORDS))).toEqual([]);
    expect(
      columns.flatMap(([column, values]) => {
        const words = WORDS[column];
        return words === null || words === undefined
          ? []
          : values.filter((value) => !isInWords(words(value))).map((value) => `${column}: ${value}`);
      }),
    ).toEqual([]);
  });
});

describe.each([
  ["zh", UNKNOWN_ENTRY.zh, FOLLOW["case.closed"].label.zh],
  ["en", UNKNOWN_ENTRY.en, FOLLOW["case.closed"].label.en],
] as const)("the outbox in %s", (language, unknown, closed) => {
  const view = outboxOf([
    entryOf({ kind: "case.closed" }),
    entryOf({ id: "e2", kind: "duty.handedOver" }),
    entryOf({ id: "e3", kind: "meter.replaced" }),
  ]);

  beforeEach(() => {
    host.answer({
      "outbox.get": () => view,
      "outbox.cover": () => ({ durable: 0, notYet: 0 }),
      "publication.list": () => ({ lines: [], quarantined: 0 }),
    });
  });

  it.each([
    ["page", <OutboxPage key="page" onOpen={() => undefined} />],
    ["drawer", <OutboxDrawer key="drawer" onClose={() => undefined} />],
  ])("names every entry in words on the %s, one of a newer program too", async (_name, part) => {
    show(part, language);
    expect(await screen.findByText(closed, { exact: false })).toBeTruthy();
    expect(screen.getByText(unknown, { exact: false })).toBeTruthy();
    expect(document.body.textContent).not.toMatch(/case\.closed|duty\.handedOver|meter\.replaced/);
  });
});
