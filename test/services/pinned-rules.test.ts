import { openCalendars } from "#station/rules/calendar-registry.ts";
import { hasYear } from "#shared/time/calendar.ts";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { listOperators } from "#station/db/operators.ts";
import { askDispatcher } from "#station/core/dispatcher.ts";
import { openSession } from "#station/core/session.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation, type OpenStation } from "#station/app/open-station.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { testDispatcher } from "#test/helpers/test-dispatcher.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const FIXTURE = new URL("../fixtures/profiles/yunhai.json", import.meta.url);

let dir = "";
let open: OpenStation | null = null;
afterEach(() => {
  open?.close();
  open = null;
  rmSync(dir, { recursive: true, force: true });
});

async function stationWith(change: object): Promise<OpenStation> {
  open?.close();
  mkdirSync(join(dir, "profiles"), { recursive: true });
  writeFileSync(
    join(dir, "profiles", "yunhai.json"),
    JSON.stringify({ ...(JSON.parse(readFileSync(FIXTURE, "utf8")) as object), ...change }),
  );
  open = await openStation(dir, { pinCost: testProfiles().pinCost });
  return open;
}

async function ask(at: OpenStation, name: "application.profile" | "profile.get", id: string): Promise<Profile> {
  const dispatcher = testDispatcher(at.context);
  const session = openSession();
  await askDispatcher(dispatcher, session, "session.signIn", {
    operatorId: listOperators(at.context.db)[0]?.id ?? "",
    pin: "2468",
  });
  return (await askDispatcher(dispatcher, session, name, { id })) as Profile;
}

describe("the rules that a page shows an application under", () => {
  it("are those it was taken in under, also after a new version of the file, and after a broken one", async () => {
    dir = mkdtempSync(join(tmpdir(), "liandong-pinned-"));
    const first = await stationWith({});
    const { id } = submitApplication(first.context, operatorAt(first.context), {
      key: randomUUID(),
      body: yunhaiDraft(),
    });
    const version = (await ask(first, "application.profile", id)).version;
    const second = await stationWith({ version: version + 1 });
    expect((await ask(second, "profile.get", "yunhai")).version).toBe(version + 1);
    expect((await ask(second, "application.profile", id)).version).toBe(version);
    const third = await stationWith({ version: "three" });
    await expect(ask(third, "profile.get", "yunhai")).rejects.toThrow();
    expect((await ask(third, "application.profile", id)).version).toBe(version);
  });
});

describe("row 69: a form that was typed under rules which were replaced meanwhile", () => {
  it("is not accepted until a person has checked it under the rules in force; what was accepted stays so when sent again", async () => {
    dir = mkdtempSync(join(tmpdir(), "liandong-pinned-"));
    const first = await stationWith({});
    const [accepted, open] = [randomUUID(), randomUUID()];
    const typed = (version: number) => yunhaiDraft({ profileVersion: version });
    const { id } = submitApplication(first.context, operatorAt(first.context), { key: accepted, body: typed(3) });
    const second = await stationWith({ version: 4 });
    const submit = (key: string, version: number) =>
      submitApplication(second.context, operatorAt(second.context), { key, body: typed(version) });
    expect(() => submit(open, 3)).toThrow("rules-changed");
    expect(second.context.db.prepare("SELECT count(*) FROM applications").pluck().get()).toBe(1);
    // An answer that was lost: the same key brings the same application, whichever rules the page shows by now.
    expect([submit(accepted, 3).id, submit(accepted, 4).id]).toEqual([id, id]);
    expect(submit(open, 4).profileVersion).toBe(4);
  });
});

describe("the calendars of a hall", () => {
  it("take a year from the hall's own folder, beside the shipped ones", async () => {
    dir = mkdtempSync(join(tmpdir(), "liandong-calendars-"));
    mkdirSync(join(dir, "calendars"));
    const shipped = JSON.parse(
      readFileSync(new URL("../../resources/calendars/2026.json", import.meta.url), "utf8"),
    ) as { year: number; days: { date: string }[] };
    writeFileSync(join(dir, "calendars", "2027.json"), JSON.stringify(shipped).replaceAll("2026", "2027"));
    const { context } = await stationWith({});
    expect(Object.keys(context.calendars)).toEqual(expect.arrayContaining(["2026", "2027"]));
  });

  it.each([
    ["2027.json", "{ not JSON"],
    ["2027.json", JSON.stringify({ year: 2027, papers: "none" })],
    ["2027.json", JSON.stringify({ year: 2026, papers: [], days: [] })],
    ["2026.json", "{"],
  ])(
    "set a faulty %s aside and open all the same: its year has no calendar, and the file is named",
    async (name, text) => {
      dir = mkdtempSync(join(tmpdir(), "liandong-calendars-"));
      mkdirSync(join(dir, "calendars"));
      writeFileSync(join(dir, "calendars", name), text);
      const { context } = await stationWith({});
      expect(hasYear(context.calendars, Number(name.slice(0, 4)))).toBe(false);
      expect(hasYear(context.calendars, 2026)).toBe(name !== "2026.json");
      expect(openCalendars(dir).quarantined).toMatchObject([
        { code: "calendar-invalid", what: { zh: expect.stringContaining(join(dir, "calendars", name)) } },
      ]);
    },
  );
});
