import { createPublicKey, type KeyObject } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import { readText } from "#shared/lib/text-file.ts";
import { sha256 } from "#station/lib/hashes.ts";

/** A public key by which this hall takes signed publications into force; `id` is the SHA-256 of its SPKI. */
export type TrustedKey = { id: string; key: KeyObject };

/**
 * Where the trusted public keys of a hall lie, one PEM file each. A person puts them there, on this machine: a key that came over the
 * network, at enrolment or later, could be swapped by the very centre that it is to guard against.
 */
const trustedKeyFolder = (dataDir: string): string => join(dataDir, "trusted-keys");

/** Reads an Ed25519 public key; null for anything else, a private key included, which has no business on a station. */
function readPublicKey(text: string): TrustedKey | null {
  if (text.includes("PRIVATE KEY")) return null;
  try {
    const key = createPublicKey(text);
    return key.asymmetricKeyType === "ed25519"
      ? { id: sha256(key.export({ type: "spki", format: "der" })), key }
      : null;
  } catch {
    return null;
  }
}

/** A file's text; empty where it cannot be read. */
function textIn(file: string): string {
  try {
    const read = readText(readFileSync(file));
    return "text" in read ? read.text : "";
  } catch {
    return "";
  }
}

/** The keys that this hall trusts, and the files in their folder that hold none. */
export function listTrustedKeys(dataDir: string): { keys: TrustedKey[]; unreadable: string[] } {
  const folder = trustedKeyFolder(dataDir);
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => !name.startsWith("."))
        .sort()
        .map((name) => join(folder, name))
    : [];
  const read = files.map((file) => ({ file, key: readPublicKey(textIn(file)) }));
  return {
    keys: read.flatMap(({ key }) => key ?? []),
    unreadable: read.flatMap(({ file, key }) => (key === null ? [file] : [])),
  };
}

/** A key's fingerprint in groups of four, to be compared over the telephone; half of it is beyond anybody's power to imitate. */
export const fingerprint = (keyId: string): string => (keyId.slice(0, 32).match(/.{4}/g) ?? []).join(" ");

/** Trusts the public key in a file from now on; throws a `ProblemError` where the file holds none. */
export function trustKey(dataDir: string, file: string): TrustedKey {
  const key = readPublicKey(textIn(file));
  if (key === null) {
    throw problem(
      "no-public-key",
      bilingual(
        `${file} 中没有 Ed25519 公钥（私钥不应出现在窗口电脑上）。`,
        `${file} holds no Ed25519 public key (a private key has no business on a station).`,
      ),
      NOTHING_WRITTEN,
      bilingual("请使用签名方制作密钥时得到的 .pub 文件。", "Use the .pub file that was made with the signing key."),
    );
  }
  const folder = trustedKeyFolder(dataDir);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${key.id.slice(0, 16)}.pem`), key.key.export({ type: "spki", format: "pem" }));
  return key;
}
