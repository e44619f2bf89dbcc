import type { AnswerBody } from "./centre-outcome.ts";

/** No answer of the contract comes near this, not even a whole batch of refusals in one; more is a broken or hostile far end. */
const ANSWER_LIMIT_BYTES = 524_288;

/** Reads an answer's body up to the limit and hangs up past it, so that no far end can fill this machine's memory. */
export async function readLimited(response: Response, mostBytes = ANSWER_LIMIT_BYTES): Promise<AnswerBody> {
  if (response.body === null) return { kind: "text", text: "" };
  const reader = response.body.getReader();
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      bytes += piece.value.length;
      if (bytes > mostBytes) {
        await reader.cancel().catch(() => undefined);
        return { kind: "too-large" };
      }
      pieces.push(piece.value);
    }
  } catch {
    return { kind: "cut-off" };
  }
  return { kind: "text", text: new TextDecoder().decode(Buffer.concat(pieces)) };
}
