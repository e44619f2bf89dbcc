import type { PushEntry } from "#shared/contract/centre.ts";
import { wrongFields } from "./refusal.ts";
import { sha256Hex } from "./secrets.ts";

/** The payload is kept as it came, so what is wrong with it must be found now; throws a `Refusal`. */
export function checkPayload(entry: PushEntry): void {
  if (sha256Hex(entry.payload) !== entry.payloadHash)
    throw wrongFields([
      {
        path: "payloadHash",
        message:
          "与 payload 的 SHA-256 不符，内容可能在途中损坏 / is not the SHA-256 of payload; it may have been damaged on the way",
      },
    ]);
  try {
    JSON.parse(entry.payload);
  } catch {
    throw wrongFields([{ path: "payload", message: "须为 JSON 文本 / must be JSON as text" }]);
  }
}
