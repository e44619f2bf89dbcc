import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { openStation } from "#station/app/open-station.ts";
import { listAudit } from "#station/db/audit.ts";
import { allMigrations } from "#station/db/migrations/all-migrations.ts";
import { isServiceAccount, listAccounts, revokeAccountRow } from "#station/db/service-accounts.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { addAccount, enterByToken, revokeAccount } from "#station/people/service-accounts.ts";
import { makePreviousStore } from "#test/helpers/earlier-store.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { testProfiles } from "#test/helpers/store-template.ts";

it("a store from before service accounts opens with its people, and keeps each account that is made from then on", async ({
  openTestStation,
}) => {
  const newer = await openTestStation();
  const dir = join(newer.dir, "earlier");
  mkdirSync(dir);
  const before = allMigrations.findIndex((sql) => sql.includes("CREATE TABLE service_accounts"));
  makePreviousStore(dir, allMigrations.slice(0, before), join(newer.dir, "hall.db"));
  const { context, close } = await openStation(dir, testProfiles());
  try {
    const actor = operatorAt(context);
    expect(listAccounts(context.db)).toEqual([]);
    expect(isServiceAccount(context.db, actor.operator.id)).toBe(false);
    const { account, token } = addAccount(context, actor, { name: "接口", may: "show", phone: null });
    expect(enterByToken(context, token, "show").operator.id).toBe(account.id);
    revokeAccount(context, actor, account.id);
    expect(listAccounts(context.db)).toMatchObject([{ id: account.id, revokedAt: expect.any(String) }]);
    expect(() => revokeAccountRow(context.db, account.id, actor.operator.id, context.now())).toThrow("revoked once");
    expect(() => context.db.exec("DELETE FROM service_accounts")).toThrow("never removed");
    expect(listAudit(context.db, account.id)).toHaveLength(2);
  } finally {
    close();
  }
});
