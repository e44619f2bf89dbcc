import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from "node:crypto";
import { writeFileSync } from "node:fs";
import { z } from "zod";
import { bilingual } from "#shared/lib/bilingual.ts";
import type { PublicationSignature } from "#shared/contract/centre/publications.ts";
import { badInput, NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import { textOf } from "#shared/lib/text-file.ts";
import { readFile, refuseOpenFile } from "#central/lib/read-file.ts";

/** A signature file. Its public key (SPKI) only helps to find mistakes; nobody trusts it because it is there. */
const SignatureFile = z.strictObject({ publicKey: z.base64().max(200), signature: z.base64().length(88) });

const spkiOf = (key: KeyObject): Buffer => key.export({ type: "spki", format: "der" });
const keyIdOf = (key: KeyObject): string => createHash("sha256").update(spkiOf(key)).digest("hex");

function write(file: string, content: string, options: { flag: "w" | "wx"; mode: number }): void {
  try {
    writeFileSync(file, content, options);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw problem(
      "file-unwritable",
      bilingual(`写不了文件 ${file}：${why}`, `Cannot write ${file}: ${why}`),
      NOTHING_WRITTEN,
      bilingual("请换一个文件名；已有的密钥不会被覆盖。", "Name another file; an existing key is never overwritten."),
    );
  }
}

/** Makes a key pair (签名密钥): the private key in FILE for its keeper, the public one in FILE.pub for every station. */
export function makeSigningKey(file: string): { key: string; privateKey: string; publicKey: string } {
  const pair = generateKeyPairSync("ed25519");
  // Never overwrites: a lost private key cannot be made again.
  write(file, pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString(), { flag: "wx", mode: 0o600 });
  write(`${file}.pub`, pair.publicKey.export({ type: "spki", format: "pem" }).toString(), { flag: "wx", mode: 0o644 });
  return { key: keyIdOf(pair.publicKey), privateKey: file, publicKey: `${file}.pub` };
}

function readPrivateKey(file: string): KeyObject {
  try {
    const key = createPrivateKey(textOf(file, readFile(file)));
    refuseOpenFile(file);
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch (error) {
    if (error instanceof Error && error.name === "ProblemError") throw error;
  }
  throw badInput([
    { path: "--key", message: bilingual(`${file} 不是 Ed25519 私钥`, `${file} is no Ed25519 private key`) },
  ]);
}

/** What is signed of a file: its text in UTF-8 without a mark, which is what stations get. */
const signedBytes = (file: string, bytes: Buffer): Buffer => Buffer.from(textOf(file, bytes), "utf8");

/** Signs a file's text with a private key; the signature goes into FILE.sig. */
export function signFile(file: string, keyFile: string): { file: string; signature: string; key: string } {
  const bytes = signedBytes(file, readFile(file));
  const key = readPrivateKey(keyFile);
  const publicKey = createPublicKey(key);
  const signatureFile = `${file}.sig`;
  const content = {
    publicKey: spkiOf(publicKey).toString("base64"),
    signature: sign(null, bytes, key).toString("base64"),
  };
  write(signatureFile, `${JSON.stringify(content)}\n`, { flag: "w", mode: 0o644 });
  return { file, signature: signatureFile, key: keyIdOf(publicKey) };
}

function wrongSignature(file: string, why: { zh: string; en: string }): Error {
  return badInput([{ path: "--signature", message: bilingual(`${file}：${why.zh}`, `${file}: ${why.en}`) }]);
}

/** Reads a signature file and checks it against the text to publish. Whether its key is trusted is each station's matter. */
export function readSignature(file: string, text: string): PublicationSignature {
  const not = bilingual("不是签名文件", "is no signature file");
  let key: KeyObject;
  let value: string;
  try {
    const read = SignatureFile.parse(JSON.parse(textOf(file, readFile(file))));
    key = createPublicKey({ key: Buffer.from(read.publicKey, "base64"), format: "der", type: "spki" });
    value = read.signature;
  } catch (error) {
    if (error instanceof Error && error.name === "ProblemError") throw error;
    throw wrongSignature(file, not);
  }
  if (key.asymmetricKeyType !== "ed25519") throw wrongSignature(file, not);
  if (!verify(null, Buffer.from(text, "utf8"), key, Buffer.from(value, "base64")))
    throw wrongSignature(
      file,
      bilingual(
        "与所发布文件的内容不符；签名之后文件改动过",
        "does not match the file to publish; the file was changed after it was signed",
      ),
    );
  return { key: keyIdOf(key), value };
}
