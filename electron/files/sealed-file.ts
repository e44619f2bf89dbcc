import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from "node:crypto";
import { z } from "zod";
import { say, type Bilingual } from "../../shared/bilingual.ts";
import { NOTHING_WRITTEN, problem, type ProblemError } from "../../shared/problem.ts";

/** First line of each sealed file. */
const MAGIC = "LIANDONG-SEALED 1";
const LONGEST_HEADER = 2_000;
const TAG_BYTES = 16;
/** 64 MB and a good part of a second for each guess at a passphrase. */
const COST = { N: 65_536, r: 8, p: 1 };
/** A file may not make this machine work longer than our own do. */
const MOST_MEMORY = 160 * COST.N * COST.r;

/** The shortest passphrase (口令) under which something is sealed. */
export const SHORTEST_PASSPHRASE = 10;

const Hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
/** What stands readable before the sealed part: nothing of what is sealed, and what tells a cut or damaged file from a wrong passphrase. */
const Header = z.strictObject({ kdf: z.literal("scrypt"), N: z.int().min(1024).max(COST.N), r: z.int().min(1).max(COST.r), p: z.int().min(1).max(COST.p), salt: Hex(16), iv: Hex(12), check: Hex(16), bytes: z.int().min(0), sha256: Hex(32) });
type Header = z.infer<typeof Header>;

const bad = (code: string, what: Bilingual, next: Bilingual): ProblemError => problem(code, what, NOTHING_WRITTEN, next);
const COPY_AGAIN = say("请从原来的窗口重新导出，或从原介质重新拷贝一次；原窗口的记录都还在。", "Export it again at its station, or copy it again from where it was; the records are all still at that station.");

/** The passphrase as typed: how a system composes characters must not matter. */
function derive(passphrase: string, salt: Buffer, cost: Pick<Header, "N" | "r" | "p">): { key: Buffer; check: string } {
  const bytes = scryptSync(passphrase.normalize("NFC"), salt, 48, { N: cost.N, r: cost.r, p: cost.p, maxmem: MOST_MEMORY });
  return { key: bytes.subarray(0, 32), check: bytes.subarray(32).toString("hex") };
}

/** Seals bytes under a passphrase (scrypt, AES-256-GCM); what the key was made from is authenticated with them. */
export function sealFile(plain: Buffer, passphrase: string): Buffer {
  if (passphrase.length < SHORTEST_PASSPHRASE)
    throw bad("passphrase-short", say(`口令至少 ${SHORTEST_PASSPHRASE} 个字符。`, `The passphrase needs at least ${SHORTEST_PASSPHRASE} characters.`), say("请换一个更长的口令，并与文件分开告知对方。", "Choose a longer one, and tell it apart from the file."));
  const [salt, iv] = [randomBytes(16), randomBytes(12)];
  const { key, check } = derive(passphrase, salt, COST);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  const header = (sealed: Buffer): string => JSON.stringify({ kdf: "scrypt", ...COST, salt: salt.toString("hex"), iv: iv.toString("hex"), check, bytes: sealed.length, sha256: createHash("sha256").update(sealed).digest("hex") } satisfies Header);
  cipher.setAAD(Buffer.from(`${salt.toString("hex")}${check}`));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return Buffer.concat([Buffer.from(`${MAGIC}\n${header(sealed)}\n`), sealed]);
}

function readHeader(file: Buffer): { header: Header; sealed: Buffer } {
  const strange = bad("sealed-file-strange", say("这不是本程序的密封文件。", "This is not a sealed file of this program."), say("请选择由“密封导出”生成的文件。", "Choose a file that a sealed export made."));
  const damaged = bad("sealed-file-damaged", say("密封文件开头损坏。", "The sealed file is damaged at its beginning."), COPY_AGAIN);
  const first = file.indexOf(10);
  if (first === -1 || file.subarray(0, first).toString("latin1") !== MAGIC) throw MAGIC.startsWith(file.subarray(0, MAGIC.length).toString("latin1")) && file.length <= MAGIC.length ? damaged : strange;
  const second = file.indexOf(10, first + 1);
  if (second === -1 || second > LONGEST_HEADER) throw damaged;
  try {
    return { header: Header.parse(JSON.parse(file.subarray(first + 1, second).toString("utf8"))), sealed: file.subarray(second + 1) };
  } catch {
    throw damaged;
  }
}

/** Opens what {@link sealFile} made; throws a problem that tells a cut file, a damaged one, a wrong passphrase and a foreign file apart. */
export function openSealedFile(file: Buffer, passphrase: string): Buffer {
  const { header, sealed } = readHeader(file);
  if (sealed.length < header.bytes) throw bad("sealed-file-cut", say(`密封文件不完整：应有 ${header.bytes} 字节，只有 ${sealed.length} 字节。`, `The sealed file is cut: it should have ${header.bytes} bytes and has ${sealed.length}.`), COPY_AGAIN);
  if (sealed.length > header.bytes || header.bytes < TAG_BYTES || createHash("sha256").update(sealed).digest("hex") !== header.sha256)
    throw bad("sealed-file-damaged", say("密封文件已损坏：内容与校验值不符。", "The sealed file is damaged: its content does not match its checksum."), COPY_AGAIN);
  const { key, check } = derive(passphrase, Buffer.from(header.salt, "hex"), header);
  if (check !== header.check) throw bad("passphrase-wrong", say("口令不对，或文件开头被改动。", "The passphrase is wrong, or the file's beginning was changed."), say("请向导出人核对口令；区分大小写。", "Ask whoever exported it; capitals matter."));
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(header.iv, "hex"), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(`${header.salt}${header.check}`));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw bad("sealed-file-forged", say("密封文件被改动过：内容通不过验证。", "The sealed file was changed: its content does not pass authentication."), COPY_AGAIN);
  }
}
