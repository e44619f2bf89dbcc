import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeSigningKey } from "#central/domain/signing.ts";
import { openCalendars } from "#station/rules/calendar-registry.ts";
import { openProfileRegistry } from "#station/rules/profile-registry.ts";
import { listTrustedKeys, trustKey } from "#station/sync/publications/trusted-keys.ts";
import { ownFolder } from "#test/helpers/cli.ts";
import { savedAs } from "#test/helpers/saved-as.ts";
import { laterYunhai } from "#test/helpers/signed-rules.ts";

const CALENDAR = JSON.stringify({
  year: 2027,
  papers: ["通知"],
  days: [{ name: "元旦", date: "2027-01-01", isOffDay: true }],
});

describe.each(Object.keys(savedAs("")))("files of rules saved as %s", (name) => {
  const bytesOf = (text: string) => savedAs(text)[name as keyof ReturnType<typeof savedAs>];

  it("are read right: calendar, profile, public key", () => {
    const dir = ownFolder();
    mkdirSync(join(dir, "calendars"));
    mkdirSync(join(dir, "profiles"));
    writeFileSync(join(dir, "calendars", "2027.json"), bytesOf(CALENDAR));
    const { calendars, quarantined } = openCalendars(dir);
    expect([calendars["2027"]?.days[0]?.name, quarantined]).toEqual(["元旦", []]);

    writeFileSync(join(dir, "profiles", "yunhai.json"), bytesOf(laterYunhai(4)));
    const profiles = openProfileRegistry([join(dir, "profiles")]);
    expect(profiles.quarantined()).toEqual([]);
    expect(profiles.find("yunhai")?.profile.form.title).toBe("云海市联办申请表（4）");

    const { key, publicKey } = makeSigningKey(join(dir, "key"));
    const pem = bytesOf(readFileSync(publicKey, "utf8"));
    writeFileSync(publicKey, pem);
    expect(trustKey(dir, publicKey).id).toBe(key);
    writeFileSync(join(dir, "trusted-keys", `${key.slice(0, 16)}.pem`), pem);
    expect(listTrustedKeys(dir)).toMatchObject({ keys: [{ id: key }], unreadable: [] });
  });
});

it("a calendar or profile that cannot be read whole is set aside by its name", () => {
  const dir = ownFolder();
  mkdirSync(join(dir, "calendars"));
  mkdirSync(join(dir, "profiles"));
  const cut = (text: string) => Buffer.from(text).subarray(0, Buffer.from(text).indexOf(Buffer.from("元旦")) + 1);
  writeFileSync(join(dir, "calendars", "2027.json"), cut(CALENDAR));
  expect(JSON.stringify(openCalendars(dir).quarantined)).toMatch(/2027\.json.*文字编码/);
  writeFileSync(join(dir, "profiles", "yunhai.json"), laterYunhai(4).replace("云海市联办", "云\uFFFD市联办"));
  const profiles = openProfileRegistry([join(dir, "profiles")]);
  expect(profiles.find("yunhai")).toBeNull();
  expect(JSON.stringify(profiles.quarantined())).toMatch(/yunhai\.json.*U\+FFFD/);
  expect(listTrustedKeys(dir)).toEqual({ keys: [], unreadable: [] });
});
