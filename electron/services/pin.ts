import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";

const KEY_BYTES = 32;

/** Hashes a PIN with a fresh salt: `salt:hash` in hex. */
export function hashPin(pin: string): string {
  const salt = randomBytes(16);
  return `${salt.toString("hex")}:${scryptSync(pin, salt, KEY_BYTES).toString("hex")}`;
}

/** Whether a PIN is the one that was hashed. */
export function isPin(pin: string, hashed: string): boolean {
  const [salt = "", hash = ""] = hashed.split(":");
  return timingSafeEqual(scryptSync(pin, Buffer.from(salt, "hex"), KEY_BYTES), Buffer.from(hash, "hex"));
}
