import { createHmac, timingSafeEqual } from "node:crypto";
import { relayProofText } from "#shared/contract/centre/relay-proof.ts";
import type { BatchEntry } from "#shared/contract/centre/push.ts";
import type { ProvingStation } from "#central/db/stations.ts";

const isProof = (proof: string, text: string, tokenHash: string): boolean =>
  timingSafeEqual(Buffer.from(proof, "hex"), createHmac("sha256", tokenHash).update(text).digest());

/** Whether a station made an entry that another station carries: only its token makes the proof. */
export function isProven(station: ProvingStation, entry: Omit<BatchEntry, "payload">): boolean {
  const { proof } = entry;
  if (proof === undefined) return false;
  const text = relayProofText(station.prefix, entry);
  return station.tokenHashes.some((tokenHash) => isProof(proof, text, tokenHash));
}
