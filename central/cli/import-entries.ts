import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import {
  readExportedContent,
  type ExportedEntries,
  type ExportedReceipts,
} from "#shared/contract/centre/encrypted-export.ts";
import { BATCH_ENTRIES, type BatchAnswer } from "#shared/contract/centre/push.ts";
import { QUARANTINE_NEXT_STEPS, type QuarantineCause, versionMadeBefore } from "#shared/contract/centre/quarantine.ts";
import { type Bilingual, bilingual } from "#shared/lib/bilingual.ts";
import { seal, type SealingCrypto, unseal } from "#shared/lib/encrypted-file.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import type { Now } from "#shared/time/instant.ts";
import type { Sql } from "#central/db/sql.ts";
import { findProvingStation, findStationByPrefix } from "#central/db/stations.ts";
import { isProven } from "#central/domain/carried-entries.ts";
import { createPushQueue } from "#central/domain/push-queue.ts";
import { pushBatch } from "#central/http/routes/push.ts";
import { firstLineOf } from "#shared/lib/text-file.ts";
import { readFile, readSecretFile } from "#central/lib/read-file.ts";
import { sha256Hex } from "#central/lib/secrets.ts";

const TAG_BYTES = 16;
const hex = (text: string): Buffer => Buffer.from(text, "hex");

const nodeCrypto: SealingCrypto = {
  randomHex: (bytes) => randomBytes(bytes).toString("hex"),
  sha256: (bytes) => createHash("sha256").update(bytes).digest("hex"),
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

/** Encrypts bytes under a passphrase; throws a problem if it is too short. */
const writeEncryptedFile = (plain: Buffer, passphrase: string): Buffer =>
  Buffer.from(seal(nodeCrypto, plain, passphrase));

/** Decrypts a file of {@link writeEncryptedFile}; throws a problem that says what is wrong with it. */
const readEncryptedFile = (file: Buffer, passphrase: string): Buffer =>
  Buffer.from(unseal(nodeCrypto, file, passphrase));

/** The result for the entries of an encrypted export; `left` come after one that was refused or quarantined. */
export type Imported = {
  station: string;
  taken: number;
  known: number;
  refused: number;
  left: number;
  receipts: string;
};

/** No encrypted export of a station is larger. */
const MAX_FILE_BYTES = 512_000_000;
/** The station prefix on receipts that the centre itself imported. */
const RELAYED_BY = "CENTRE";

/** Writes a file completely and durably, or not at all. Importing again overwrites it. */
function writeBytes(file: string, bytes: Buffer): void {
  const draft = `${file}.part`;
  rmSync(draft, { force: true });
  const handle = openSync(draft, "wx", 0o600);
  try {
    writeFileSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
}

function entriesIn(file: string, passphrase: string): ExportedEntries {
  const content = readExportedContent(
    readEncryptedFile(readFile(file, MAX_FILE_BYTES), passphrase).toString("utf8"),
    sha256Hex,
  );
  if (content.kind === "entries") return content;
  throw problem(
    "export-receipts",
    bilingual("这是回执文件，不是待同步记录。", "This file contains receipts, not entries."),
    NOTHING_WRITTEN,
    bilingual("回执文件请在原窗口导入。", "Import it at the station that it is for."),
  );
}

const notEnrolled = (prefix: string) =>
  problem(
    "no-such-station",
    bilingual(
      `没有前缀为 ${prefix} 的窗口在本中心平台注册过。`,
      `No station with the prefix ${prefix} was ever enrolled here.`,
    ),
    NOTHING_WRITTEN,
    bilingual(
      "请先为该窗口注册，注册后重新加密导出；或由同一大厅已注册的窗口导入。",
      "Enrol the station and export again, or import the file at an enrolled station of the same hall.",
    ),
  );

const otherHall = (name: string) =>
  problem(
    "export-other-hall",
    bilingual(`文件属于另一个大厅：${name.slice(0, 60)}。`, `The file is of another hall: ${name.slice(0, 60)}.`),
    NOTHING_WRITTEN,
    bilingual("请在该大厅所属的中心平台导入。", "Import it at the centre that this hall belongs to."),
  );

/** The entries of each application before one that a person must correct first. */
function sendable({ entries }: ExportedEntries): ExportedEntries["entries"] {
  const stopped = new Set<string>();
  return entries
    .toSorted((a, b) => a.sequence - b.sequence)
    .filter((entry) => {
      if (entry.setAside) stopped.add(entry.applicationId);
      return !stopped.has(entry.applicationId);
    });
}

/** The reason for the station why an entry was not stored; null where it only has to be sent again. */
function refusalIn(answer: BatchAnswer): { failure: QuarantineCause; what: Bilingual; next: Bilingual } | null {
  const quarantined = (failure: QuarantineCause, what: Bilingual) => ({
    failure,
    what,
    next: QUARANTINE_NEXT_STEPS[failure],
  });
  switch (answer.outcome) {
    case "held":
    case "held-back":
      return null;
    case "conflict":
      return quarantined(
        "conflict",
        bilingual("同一编号下中心平台已存有不同的内容。", "The centre has other content under this key."),
      );
    case "version-conflict":
      return quarantined("version-conflict", versionMadeBefore(answer.theirs));
    case "refused": {
      const fields = answer.problem.fields
        .map(({ path, message }) => `${path}: ${message}`)
        .join("; ")
        .slice(0, 500);
      const { zh, en } = answer.problem.what;
      return quarantined(
        "refused",
        bilingual(`中心平台拒收。${zh} ${fields}`, `The centre refused it. ${en} ${fields}`),
      );
    }
  }
}

/** The carrier of what an administrator imports without the station's proof: it moves no numbers. */
const UNPROVEN = "00000000-0000-0000-0000-000000000000";

/**
 * Imports the entries of a station's encrypted export (加密导入), each under its own key as if the station had sent it.
 * Importing twice, or while the station sends, makes no second record. The receipts go into an encrypted file for the
 * station, under the same passphrase.
 */
export async function importFile(
  sql: Sql,
  { file, passphraseFile }: { file: string; passphraseFile: string },
  now: Now,
): Promise<Imported> {
  const passphrase = firstLineOf(passphraseFile, readSecretFile(passphraseFile, MAX_FILE_BYTES));
  const content = entriesIn(file, passphrase);
  const station = await findStationByPrefix(sql, content.stationPrefix);
  if (station === null) throw notEnrolled(content.stationPrefix);
  if (!station.hallNames.includes(content.hallName)) throw otherHall(content.hallName);
  const proving = await findProvingStation(sql, station.hallId, content.stationPrefix);
  const isMadeThere = proving !== null && content.entries.every((entry) => isProven(proving, entry));
  const own = { id: station.id, hallId: station.hallId };
  const source = isMadeThere ? own : { ...own, carrierId: UNPROVEN };
  const receipts: ExportedReceipts = {
    kind: "receipts",
    madeAt: now(),
    stationPrefix: RELAYED_BY,
    receipts: [],
    refused: [],
  };
  const stopped = new Set<string>();
  let known = 0;
  const entries = sendable(content);
  for (let from = 0; from < entries.length; from += BATCH_ENTRIES) {
    const some = entries.slice(from, from + BATCH_ENTRIES).filter((entry) => !stopped.has(entry.applicationId));
    if (some.length === 0) continue;
    const answers = await pushBatch({ sql, now, pushes: createPushQueue(sql) }, source, {
      entries: some.map(({ key, kind, applicationId, sequence, payload, payloadHash }) => ({
        key,
        kind,
        applicationId,
        sequence,
        payload,
        payloadHash,
      })),
    });
    some.forEach(({ key, payloadHash, applicationId }, place) => {
      const answer = answers[place];
      if (answer?.outcome === "held") {
        receipts.receipts.push({ key, payloadHash, receipt: answer.receipt });
        if (answer.duplicate) known += 1;
        return;
      }
      stopped.add(applicationId);
      const refused = answer === undefined ? null : refusalIn(answer);
      if (refused !== null) receipts.refused.push({ key, payloadHash, ...refused });
    });
  }
  const out = `${file}.receipts`;
  writeBytes(out, writeEncryptedFile(Buffer.from(JSON.stringify(receipts)), passphrase));
  const refused = receipts.refused.length;
  return {
    station: content.stationPrefix,
    taken: receipts.receipts.length - known,
    known,
    refused,
    left: content.entries.length - receipts.receipts.length - refused,
    receipts: out,
  };
}
