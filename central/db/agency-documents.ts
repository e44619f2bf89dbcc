import { AttachmentNotice } from "#shared/contract/centre/attachments.ts";
import type { AgencyDocument } from "#shared/contract/centre/agency.ts";
import { jsonIn } from "#shared/lib/json.ts";
import type { Agency } from "./agencies.ts";
import { asInstant, bytesOf, nullableTextOf, type Queryable, type Row, textOf, wholeOf } from "./sql.ts";

/** Consents and signatures stay at the hall: they are not handed in for the agencies to judge. */
const SHOWN = ["file", "sheet"] as const;
/** At most so many of the newest are listed. */
const MAX_DOCUMENTS = 200;

/** A file of an application, and under which upload its pieces lie; null until it is complete. */
export type FoundDocument = { document: AgencyDocument; uploadId: string | null };

type OfApplication = { hallId: string; applicationId: string };

const Notice = AttachmentNotice.shape;

function documentOf(row: Row): FoundDocument[] {
  const kind = SHOWN.find((one) => one === row["kind"]);
  const mime = Notice.mime.safeParse(row["mime"]).data;
  const sheetText = nullableTextOf(row, "sheet");
  const sheet = Notice.sheet.safeParse(sheetText === null ? null : jsonIn(sheetText)).data;
  if (kind === undefined || mime === undefined || sheet === undefined) return [];
  const uploadId = nullableTextOf(row, "upload_id");
  const document = {
    hash: textOf(row, "hash"),
    kind,
    mime,
    sheet,
    size: uploadId === null ? null : wholeOf(row, "size"),
    announcedAt: textOf(row, "announced_at"),
  };
  return [{ document, uploadId }];
}

/** A scan for one utility concerns that utility and the departments; any other file concerns everybody on the case. */
const CONCERNS = `kind in (${SHOWN.map((kind) => `'${kind}'`).join(", ")})
  and ($3::text is null or coalesce(sheet::json ->> 'utility', $3) = $3)`;

/** The files of an application that an agency may read, in the order in which they were announced. */
export async function listDocuments(
  db: Queryable,
  agency: Pick<Agency, "utility">,
  { hallId, applicationId }: OfApplication,
): Promise<FoundDocument[]> {
  const rows = await db.query(
    `select link.*, whole.size, whole.upload_id from (
       select hash, kind, mime, sheet, ${asInstant("linked_at")} as announced_at from attachment_links
       where hall_id = $1 and application_id = $2 and ${CONCERNS} order by linked_at desc, hash limit ${MAX_DOCUMENTS}
     ) as link
     left join lateral (
       select size, upload_id from attachments
       where attachments.hall_id = $1 and attachments.hash = link.hash limit 1
     ) as whole on true
     order by announced_at, link.hash`,
    [hallId, applicationId, agency.utility],
  );
  return rows.flatMap(documentOf);
}

/** The bytes of a complete file, piece by piece, so that no more than one is in memory. */
export async function* readPieces(db: Queryable, hallId: string, uploadId: string): AsyncGenerator<Uint8Array> {
  for (let from = 0; ;) {
    const [row] = await db.query(
      `select bytes from attachment_pieces where hall_id = $1 and upload_id = $2 and starts_at >= $3
       order by starts_at limit 1`,
      [hallId, uploadId, from],
    );
    if (row === undefined) return;
    const bytes = bytesOf(row, "bytes");
    yield bytes;
    from += bytes.length;
  }
}
