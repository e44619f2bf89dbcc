import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** What one guess at a PIN costs: memory and time of scrypt. */
export type PinCost = { N: number; r: number; p: number };

/** A third of a second of one core for each guess, with 32 MB: a PIN is short, and its hash may be copied. */
export const PIN_COST: PinCost = { N: 32_768, r: 8, p: 5 };

/** The cost of hashes that name none, as the program made them first. It is enough for a PIN that every page shows. */
export const UNNAMED_COST: PinCost = { N: 16_384, r: 8, p: 1 };
const KEY_BYTES = 32;
const NAME = "scrypt";

/** Runs beside the work of the counter, never in its thread. */
const derive = (pin: string, salt: Buffer, { N, r, p }: PinCost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(pin, salt, KEY_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });

type ReadHash = { cost: PinCost; salt: Buffer; key: Buffer };

/** What a stored hash says; null where it is none, as for a person who cannot sign in here. */
function readHash(hashed: string): ReadHash | null {
  const parts = hashed.split(":");
  const [key = "", salt = ""] = parts.toReversed();
  if (salt === "" || key === "") return null;
  const [name, N, r, p] = parts;
  const cost = name === NAME ? { N: Number(N), r: Number(r), p: Number(p) } : UNNAMED_COST;
  return { cost, salt: Buffer.from(salt, "hex"), key: Buffer.from(key, "hex") };
}

/** Hashes a PIN with a fresh salt: `scrypt:N:r:p:salt:hash`. */
export async function hashPin(pin: string, cost: PinCost): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(pin, salt, cost);
  return [NAME, cost.N, cost.r, cost.p, salt.toString("hex"), key.toString("hex")].join(":");
}

/** Whether a PIN matches its hash. */
export async function isPin(pin: string, hashed: string): Promise<boolean> {
  const read = readHash(hashed);
  if (read === null) return false;
  const key = await derive(pin, read.salt, read.cost);
  return key.length === read.key.length && timingSafeEqual(key, read.key);
}

/** Whether a hash is cheaper to guess than it should be, so that the PIN is hashed again at its next use. */
export function isCheaper(hashed: string, { N, r, p }: PinCost): boolean {
  const cost = readHash(hashed)?.cost;
  return cost !== undefined && cost.N * cost.r * cost.p < N * r * p;
}

/** The first of these people whose PIN it is; null where it is nobody's. */
export async function findByPin<Person extends { pinHash: string }>(
  people: readonly Person[],
  pin: string,
): Promise<Person | null> {
  for (const person of people) if (await isPin(pin, person.pinHash)) return person;
  return null;
}
