import type { SealedFileTaken } from "#shared/contract/outbox-calls.ts";
import { carryEntries } from "./carry.ts";
import type { Actor, Hall } from "./hall.ts";
import { openContent, sealContent } from "./outbox-file.ts";
import { takeReceipts } from "./receipts.ts";

/** Takes in a sealed file (密封导入): receipts end entries here, another station's entries go to the centre now and their receipts come back sealed under the same passphrase. */
export async function importOutbox(
  hall: Hall,
  actor: Actor,
  file: Buffer,
  passphrase: string,
): Promise<SealedFileTaken> {
  const content = openContent(file, passphrase);
  if (content.kind === "receipts") return { kind: "receipts", ...takeReceipts(hall, actor, content) };
  const { delivered, refused, left, hold, receipts } = await carryEntries(hall, actor, content);
  return {
    kind: "entries",
    delivered,
    refused,
    left,
    reason: hold?.reason ?? null,
    fileName: `outbox-${content.stationPrefix}-${receipts.madeAt.slice(0, 10)}.receipts`,
    mime: "application/octet-stream",
    base64: sealContent(receipts, passphrase).toString("base64"),
  };
}
