import { z } from "zod";
import { bilingual, type Bilingual } from "./bilingual.ts";
import { NOTHING_WRITTEN, problem, type ProblemError } from "./problem.ts";

/** First line of each encrypted file. */
const MAGIC = "LIANDONG-SEALED 1";
const MAX_HEADER = 2_000;
const TAG_BYTES = 16;
/**
 * Each guess at a passphrase costs 64 MB and a good part of a second. A file may not demand more work than our own
 * do.
 */
const COST = { N: 65_536, r: 8, p: 1 };
const NEWLINE = 10;

/** The shortest passphrase (口令) that is accepted. */
export const SHORTEST_PASSPHRASE = 10;

const Hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
/**
 * The readable head of the file. It reveals nothing of the content, and tells a cut or damaged file from a wrong
 * passphrase.
 */
const Header = z.strictObject({
  kdf: z.literal("scrypt"),
  N: z.int().min(1024).max(COST.N),
  r: z.int().min(1).max(COST.r),
  p: z.int().min(1).max(COST.p),
  salt: Hex(16),
  iv: Hex(12),
  check: Hex(16),
  bytes: z.int().min(0),
  sha256: Hex(32),
});
type Header = z.infer<typeof Header>;

/** The cost of one guess at a passphrase. */
export type ScryptCost = { N: number; r: number; p: number };

/** The cryptography that the machine provides; keys, salts and hashes are hex. */
export type SealingCrypto = {
  randomHex: (bytes: number) => string;
  sha256: (bytes: Uint8Array) => string;
  /** 48 bytes of scrypt over the passphrase's UTF-8. */
  scrypt: (passphrase: string, salt: string, cost: ScryptCost) => string;
  /** AES-256-GCM with its tag of 16 bytes at the end. */
  encrypt: (plain: Uint8Array, key: string, iv: string, alsoAuthenticated: string) => Uint8Array;
  /** Null if it does not authenticate. */
  decrypt: (sealed: Uint8Array, key: string, iv: string, alsoAuthenticated: string) => Uint8Array | null;
};

const bad = (code: string, what: Bilingual, next: Bilingual): ProblemError =>
  problem(code, what, NOTHING_WRITTEN, next);
const COPY_AGAIN = bilingual(
  "请从原来的窗口重新导出，或从原介质重新拷贝一次；原窗口的记录都还在。",
  "Export it again at its station, or copy it again from where it was; the records are all still at that station.",
);

/** The passphrase in one form, however a system composes its characters. */
function derive(
  crypto: SealingCrypto,
  passphrase: string,
  salt: string,
  { N, r, p }: ScryptCost,
): { key: string; check: string } {
  const hex = crypto.scrypt(passphrase.normalize("NFC"), salt, { N, r, p });
  return { key: hex.slice(0, 64), check: hex.slice(64) };
}

const asciiBytes = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
const asciiText = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/**
 * Encrypts bytes under a passphrase (scrypt, AES-256-GCM) and authenticates the key's parameters with them. Throws a
 * problem if the passphrase is too short.
 */
export function seal(crypto: SealingCrypto, plain: Uint8Array, passphrase: string): Uint8Array {
  if (passphrase.length < SHORTEST_PASSPHRASE)
    throw bad(
      "passphrase-short",
      bilingual(
        `口令至少 ${SHORTEST_PASSPHRASE} 个字符。`,
        `The passphrase needs at least ${SHORTEST_PASSPHRASE} characters.`,
      ),
      bilingual("请换一个更长的口令，并与文件分开告知对方。", "Choose a longer one, and tell it apart from the file."),
    );
  const [salt, iv] = [crypto.randomHex(16), crypto.randomHex(12)];
  const { key, check } = derive(crypto, passphrase, salt, COST);
  const sealed = crypto.encrypt(plain, key, iv, `${salt}${check}`);
  const sha256 = crypto.sha256(sealed);
  const header: Header = { kdf: "scrypt", ...COST, salt, iv, check, bytes: sealed.length, sha256 };
  const head = asciiBytes(`${MAGIC}\n${JSON.stringify(header)}\n`);
  const file = new Uint8Array(head.length + sealed.length);
  file.set(head);
  file.set(sealed, head.length);
  return file;
}

function readHeader(file: Uint8Array): { header: Header; sealed: Uint8Array } {
  const strange = bad(
    "export-strange",
    bilingual("这不是本程序的离线包。", "This is not an encrypted file of this program."),
    bilingual("请选择由“加密导出”生成的文件。", "Choose a file that an encrypted export made."),
  );
  const damaged = bad(
    "export-damaged",
    bilingual("离线包开头损坏。", "The encrypted file is damaged at its beginning."),
    COPY_AGAIN,
  );
  const begin = asciiText(file.subarray(0, MAGIC.length + 1));
  if (begin !== `${MAGIC}\n`) throw MAGIC.startsWith(begin) ? damaged : strange;
  const second = file.subarray(0, MAGIC.length + 2 + MAX_HEADER).indexOf(NEWLINE, MAGIC.length + 1);
  if (second === -1) throw damaged;
  try {
    return {
      header: Header.parse(JSON.parse(asciiText(file.subarray(MAGIC.length + 1, second)))),
      sealed: file.subarray(second + 1),
    };
  } catch {
    throw damaged;
  }
}

/**
 * Decrypts what {@link seal} made. Its problems tell apart a cut file, a damaged one, a wrong passphrase and a
 * foreign file.
 */
export function unseal(crypto: SealingCrypto, file: Uint8Array, passphrase: string): Uint8Array {
  const { header, sealed } = readHeader(file);
  if (sealed.length < header.bytes)
    throw bad(
      "export-cut",
      bilingual(
        `离线包不完整：应有 ${header.bytes} 字节，只有 ${sealed.length} 字节。`,
        `The encrypted file is cut: it should have ${header.bytes} bytes and has ${sealed.length}.`,
      ),
      COPY_AGAIN,
    );
  if (sealed.length > header.bytes || header.bytes < TAG_BYTES || crypto.sha256(sealed) !== header.sha256)
    throw bad(
      "export-damaged",
      bilingual(
        "离线包已损坏：内容与校验值不符。",
        "The encrypted file is damaged: its content does not match its checksum.",
      ),
      COPY_AGAIN,
    );
  const { key, check } = derive(crypto, passphrase, header.salt, header);
  if (check !== header.check)
    throw bad(
      "passphrase-wrong",
      bilingual("口令不对，或文件开头被改动。", "The passphrase is wrong, or the file's beginning was changed."),
      bilingual("请向导出人核对口令；区分大小写。", "Ask whoever exported it; capitals matter."),
    );
  const plain = crypto.decrypt(sealed, key, header.iv, `${header.salt}${header.check}`);
  if (plain === null)
    throw bad(
      "export-forged",
      bilingual(
        "离线包被改动过：内容通不过验证。",
        "The encrypted file was changed: its content does not pass authentication.",
      ),
      COPY_AGAIN,
    );
  return plain;
}
