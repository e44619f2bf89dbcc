import { centrePaths } from "#shared/contract/centre/push.ts";
import { TokenAnswer } from "#shared/contract/centre/station.ts";
import { isTokenOld, keepToken } from "./centre-link.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { askCentre } from "./ask-centre.ts";
import type { CentreLink } from "./call-centre.ts";

/**
 * Changes an old token for a new one and returns the token to use. If the answer is lost, the old token stays valid
 * and the next pass asks again.
 */
export async function changeOldToken({
  context,
  link,
  token,
  stop,
}: {
  context: StationContext;
  link: CentreLink;
  token: string;
  stop: AbortSignal;
}): Promise<string> {
  if (!isTokenOld(context, token)) return token;
  const reply = await askCentre(link, { method: "POST", path: centrePaths.token, token, body: {} }, TokenAnswer, stop);
  if (reply.kind === "failed") return token;
  keepToken(context, reply.value.token);
  return reply.value.token;
}
