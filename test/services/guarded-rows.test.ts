import { describe, expect } from "vitest";
import { openSession } from "#station/core/session.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { changeAs, SYSTEM } from "#station/core/unit-of-work.ts";
import { findOperator } from "#station/db/operators.ts";
import { putSetting } from "#station/db/settings.ts";
import { hashPin } from "#station/people/pin-hash.ts";
import { addAccount, revokeAccount } from "#station/people/service-accounts.ts";
import { actorOf, checkPin, setHallProfile, signIn, viewSession } from "#station/people/sign-in.ts";
import { allowAddress } from "#station/printing/allowed-addresses.ts";
import { startRecordVerifier } from "#station/records/record-verifier.ts";
import { jsonOf, runStationCommand } from "#test/helpers/cli.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";

const CHEAP = { N: 512, r: 8, p: 1 };

async function enter(context: StationContext, pin: string): Promise<void> {
  const page = openSession();
  signIn(context, page, await checkPin(context, page, "clerk-1", pin));
}

/** A hall in which a supervisor made a service account, allowed a printer and chose the rules. */
async function hallInUse(openTestStation: OpenTestStation) {
  const { context, dir } = await openTestStation();
  const session = { ...openSession(), role: "supervisor" as const, operatorId: "supervisor-1" };
  const supervisor = actorOf(context, session);
  const errors: unknown[] = [];
  const verifier = startRecordVerifier(context, {
    setTimer: () => () => undefined,
    onError: (error) => errors.push(error),
  });
  addAccount(context, supervisor, { name: "示例接口", may: "show", phone: null }, "lda_example");
  addAccount(context, supervisor, { name: "示例停用", may: "show", phone: null });
  revokeAccount(context, supervisor, "示例停用");
  changeAs(context, "supervisor-1", (unit) => allowAddress(unit, { host: "printer.example", port: 9100 }));
  setHallProfile(context, session, "yunhai");
  const troubles = () => viewSession(context, session).troubles;
  return { context, dir, session, verifier, errors, troubles };
}

describe("rows that decide who may act, compared with what the audit log says of them", () => {
  it("are sound after everything that the program itself does", async ({ openTestStation }) => {
    const { context, verifier, errors, troubles } = await hallInUse(openTestStation);
    context.db.prepare("UPDATE settings SET value = value WHERE key = 'hall.name'").run();
    await enter(context, "2468");
    await verifier.check();
    expect([troubles(), errors]).toEqual([[], []]);
  });

  it.for([
    ["the PIN of a person", "人员 clerk-2", "UPDATE operators SET pin_hash = 'x' WHERE id = 'clerk-2'"],
    ["the role of a person", "人员 clerk-1", "UPDATE operators SET role = 'supervisor' WHERE id = 'clerk-1'"],
    [
      "a person who was added",
      "人员 clerk-9",
      `INSERT INTO operators (id, name_sealed, phone_sealed, role, organisation, pin_hash)
         SELECT 'clerk-9', name_sealed, phone_sealed, role, organisation, pin_hash FROM operators WHERE id = 'clerk-1'`,
    ],
    [
      "a service account that was added",
      "服务账号 clerk-2",
      "INSERT INTO service_accounts (operator_id, may, token_hash, made_by, made_at) VALUES ('clerk-2', '[]', 'x', 'clerk-1', '')",
    ],
    [
      "an allowed printer",
      "设置 printing.addresses",
      "UPDATE settings SET value = '[]' WHERE key = 'printing.addresses'",
    ],
    ["who answers at the kiosk", "窗口 ", "UPDATE stations SET kiosk_duty_operator_id = 'clerk-2'"],
    ["the hall's rules", "设置 hall.profile", "UPDATE settings SET value = 'suizhou' WHERE key = 'hall.profile'"],
    ["a setting that was removed", "设置 hall.name", "DELETE FROM settings WHERE key = 'hall.name'"],
    [
      "a centre that was named",
      "设置 centre.url",
      "INSERT INTO settings VALUES ('centre.url', 'https://elsewhere.example')",
    ],
  ] as const)(
    "are named on every staff page where somebody else changed them: %s",
    async ([_what, words, sql], { openTestStation }) => {
      const { context, verifier, errors, troubles } = await hallInUse(openTestStation);
      context.db.exec(sql);
      // Whatever the program writes elsewhere does not make it right.
      changeAs(context, SYSTEM, () => putSetting(context.db, "hall.training", "no"));
      await verifier.check();
      await verifier.check();
      expect(troubles()).toMatchObject([
        { code: "access-changed", what: { zh: expect.stringContaining(`：${words}`) } },
      ]);
      expect(errors).toHaveLength(1);
    },
  );

  it("stay named where somebody signs in with the PIN that was put in, by `hall doctor` too", async ({
    openTestStation,
  }) => {
    const { context, dir, verifier, troubles } = await hallInUse(openTestStation);
    const own = await hashPin("1357", CHEAP);
    context.db.prepare("UPDATE operators SET pin_hash = ? WHERE id = 'clerk-1'").run(own);
    await enter(context, "1357");
    expect(findOperator(context.db, "clerk-1")?.pinHash).not.toBe(own);
    await verifier.check();
    expect(troubles()).toMatchObject([{ code: "access-changed" }]);
    const { findings } = jsonOf<{ findings: { id: string; ok: boolean; zh: string }[] }>(
      await runStationCommand(["doctor", "--data", dir]),
    );
    expect(findings.find(({ id }) => id === "access")).toMatchObject({
      ok: false,
      zh: expect.stringContaining("人员 clerk-1"),
    });
  });
});
