import type { BatchEntry } from "./push.ts";

/**
 * What a station proves of an entry that another one carries to the centre: that this station made exactly this entry.
 * The proof is the HMAC-SHA256 of this text. Its key is the SHA-256 in hex of the station's token: the centre stores that
 * hash, and no other station knows the token.
 */
export const relayProofText = (prefix: string, entry: Omit<BatchEntry, "payload" | "proof">): string =>
  [
    "liandong-relay-1",
    prefix,
    entry.key.toLowerCase(),
    entry.kind,
    entry.applicationId.toLowerCase(),
    `${entry.sequence}`,
    entry.payloadHash,
  ].join("\n");
