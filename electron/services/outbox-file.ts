import { say } from "../../shared/bilingual.ts";
import { SealedContent, type SealedEntries, type SealedReceipts } from "../../shared/contract/outbox-file.ts";
import { NOTHING_WRITTEN, problem } from "../../shared/problem.ts";
import { appendAudit } from "../db/audit.ts";
import { inOneTransaction } from "../db/database.ts";
import { listUnsent } from "../db/outbox-entries.ts";
import { noteOutboxEvent } from "../db/outbox-events.ts";
import { sealFile, openSealedFile } from "../files/sealed-file.ts";
import { sha256 } from "../sha256.ts";
import { findNamedCentre } from "./centre-link.ts";
import { hallName } from "./hall-name.ts";
import type { Actor, Hall } from "./hall.ts";

/** The kind of content in a file of another version cannot be read by this one. */
const notOurs = () => problem("sealed-file-newer", say("密封文件的内容格式本程序不认识，可能由更新的版本导出。", "This program does not know the sealed file's content; a newer version may have made it."), NOTHING_WRITTEN, say("请用相同或更新的版本导入。", "Import it with the same or a newer version."));

/** Seals something for the way by USB. */
export const sealContent = (content: SealedContent, passphrase: string): Buffer => sealFile(Buffer.from(JSON.stringify(content)), passphrase);

/** Opens a sealed file of the outbox; throws a problem that says what is wrong with it. */
export function openContent(file: Buffer, passphrase: string): SealedContent {
  const plain = openSealedFile(file, passphrase);
  let content: SealedContent;
  try {
    content = SealedContent.parse(JSON.parse(plain.toString("utf8")));
  } catch {
    throw notOurs();
  }
  if (content.kind === "entries" && content.entries.some((entry) => sha256(entry.payload) !== entry.payloadHash)) throw notOurs();
  return content;
}

/** Opens a sealed file that should hold receipts; throws a problem where it holds entries, which only a station with a centre can bring in. */
export function receiptsIn(file: Buffer, passphrase: string): SealedReceipts {
  const content = openContent(file, passphrase);
  if (content.kind === "receipts") return content;
  throw problem(
    "sealed-file-entries",
    say("这是待上报记录的密封文件，不是回执文件。", "This sealed file holds unsent entries, not receipts."),
    NOTHING_WRITTEN,
    say("请在能连上中心平台的窗口用 hall outbox import 导入；得到的回执文件再拿到这里导入。", "Import it with `hall outbox import` at a station that reaches the centre; the file of receipts that it makes is imported here."),
  );
}

/**
 * Seals all that has not reached the centre (密封导出), what is set aside included; null where nothing is unsent. The entries stay in the outbox
 * and go on being sent from here: a receipt, by whichever way it comes first, is what ends them.
 */
export function exportOutbox(hall: Hall, actor: Actor, passphrase: string): { bytes: Buffer; entries: number } | null {
  const at = hall.now();
  const unsent = listUnsent(hall.db);
  if (unsent.length === 0) return null;
  const content: SealedEntries = {
    kind: "entries",
    madeAt: at,
    stationPrefix: actor.station.prefix,
    hallName: hallName(hall),
    centreUrl: findNamedCentre(hall)?.url ?? null,
    entries: unsent.map(({ key, kind, applicationId, sequence, payload, payloadHash, state }) => ({ key, kind, applicationId, sequence, payload, payloadHash, setAside: state === "quarantined" })),
  };
  const bytes = sealContent(content, passphrase);
  inOneTransaction(hall.db, () => {
    for (const { id } of unsent) noteOutboxEvent(hall.db, { entryId: id, what: "exported", at, operatorId: actor.operator.id });
    appendAudit(hall.db, { at, actor: actor.operator.id, stationId: actor.station.id, verb: "outbox.exported", subject: actor.station.id, detail: { entries: unsent.length, file: sha256(bytes) } });
  });
  return { bytes, entries: unsent.length };
}
