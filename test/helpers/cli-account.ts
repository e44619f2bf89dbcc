import { ACCOUNT_COMMANDS } from "#shared/contract/command-rights.ts";
import { openStation } from "#station/app/open-station.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { findOperator } from "#station/db/operators.ts";
import { listAccounts } from "#station/db/service-accounts.ts";
import { addAccount } from "#station/people/service-accounts.ts";
import { plantStore, testProfiles } from "./store-template.ts";
import { TEST_TOKEN } from "./test-token.ts";

/** The account of the tests; applications that it takes in name it. */
export const TEST_ACCOUNT = { name: "示例平台", phone: "0000-1000008" };

/** Gives a hall the account of the tests, with the right to every command that an account can have. */
export function giveTestAccount(context: StationContext): void {
  if (listAccounts(context.db).some(({ name }) => name === TEST_ACCOUNT.name)) return;
  const operator = findOperator(context.db, "supervisor-1");
  if (operator === null) throw new Error("the hall has no supervisor");
  const actor = { operator, station: context.station() };
  addAccount(context, actor, { ...TEST_ACCOUNT, may: ACCOUNT_COMMANDS.join(",") }, TEST_TOKEN);
}

/** Opens a hall on a folder, made there where there was none, gives it the account of the tests, and closes it. */
export async function makeHall(dir: string): Promise<string> {
  await plantStore(dir);
  const open = await openStation(dir, testProfiles());
  giveTestAccount(open.context);
  open.close();
  return dir;
}
