import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from "node:crypto";
import { seal, unseal, type SealingCrypto } from "#shared/lib/encrypted-file.ts";
import { sha256 } from "./hashes.ts";

const TAG_BYTES = 16;
const hex = (text: string): Buffer => Buffer.from(text, "hex");

const nodeCrypto: SealingCrypto = {
  randomHex: (bytes) => randomBytes(bytes).toString("hex"),
  sha256,
  scrypt: (passphrase, salt, cost) =>
    scryptSync(passphrase, hex(salt), 48, { ...cost, maxmem: 160 * cost.N * cost.r }).toString("hex"),
  encrypt(plain, key, iv, alsoAuthenticated) {
    const cipher = createCipheriv("aes-256-gcm", hex(key), hex(iv));
    cipher.setAAD(Buffer.from(alsoAuthenticated));
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  },
  decrypt(sealed, key, iv, alsoAuthenticated) {
    const decipher = createDecipheriv("aes-256-gcm", hex(key), hex(iv), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(alsoAuthenticated));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
    } catch {
      return null;
    }
  },
};

/** Seals bytes under a passphrase; throws a problem where it is too short. */
export const writeEncryptedFile = (plain: Buffer, passphrase: string): Buffer =>
  Buffer.from(seal(nodeCrypto, plain, passphrase));

/** Opens what {@link writeEncryptedFile} made; throws a problem that says what is wrong with it. */
export const readEncryptedFile = (file: Buffer, passphrase: string): Buffer =>
  Buffer.from(unseal(nodeCrypto, file, passphrase));
