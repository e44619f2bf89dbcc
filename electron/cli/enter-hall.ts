import type { CommandName } from "#shared/contract/command-rights.ts";
import { openStation, openStationToAnswer, refuseWithoutHall, type OpenStation } from "#station/app/open-station.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { enterByPin } from "#station/people/command-sign-in.ts";
import { enterByToken } from "#station/people/service-accounts.ts";
import type { CommandInput } from "./command.ts";
import { readCredential, type Credential } from "./credential.ts";

/** A hall that a command entered, and who uses it. */
export type Entered = { context: StationContext; actor: Actor };

/** Whether a command works in the hall alone, or also answers while a window works there. */
export type Company = "alone" | "beside-a-window";

const enter = (context: StationContext, credential: Credential, command: CommandName): Actor | Promise<Actor> =>
  credential.kind === "token"
    ? enterByToken(context, credential.token, command)
    : enterByPin(context, credential, command);

/**
 * Lets somebody into a hall for one command: asks who is there, opens the hall, checks, audits, acts, and closes. No
 * command that needs a sign-in comes to the hall's records by another way.
 */
export async function inHall<T>(
  input: CommandInput,
  { command, company }: { command: CommandName; company: Company },
  act: (entered: Entered) => T | Promise<T>,
): Promise<T> {
  refuseWithoutHall(input.dataDir);
  const credential = await readCredential(input, command);
  const open: OpenStation =
    company === "alone" ? await openStation(input.dataDir) : await openStationToAnswer(input.dataDir);
  try {
    const actor = await enter(open.context, credential, command);
    return await act({ context: open.context, actor });
  } finally {
    open.close();
  }
}
