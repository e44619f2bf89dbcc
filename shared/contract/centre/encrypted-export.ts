import { z } from "zod";
import { bilingual } from "#shared/lib/bilingual.ts";
import { jsonIn } from "#shared/lib/json.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import { PushEntry } from "./push.ts";
import { QUARANTINE_CAUSES } from "./quarantine.ts";

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Words = z.strictObject({ zh: z.string().max(2000), en: z.string().max(2000) });

/** The content of an encrypted file of unsent entries (加密导出), in order for each application; `setAside`: the centre refused it. */
export const ExportedEntries = z.strictObject({
  kind: z.literal("entries"),
  madeAt: z.string().max(40),
  stationPrefix: z.string().max(20),
  /** Whose records they are: only a station of the same hall, at the same centre where one is known, may bring them in. */
  hallName: z.string().max(200),
  centreUrl: z.string().max(500).nullable(),
  entries: z.array(z.strictObject({ key: z.uuid(), ...PushEntry.shape, setAside: z.boolean() })),
});
export type ExportedEntries = z.infer<typeof ExportedEntries>;

/** What comes back to the sender: the centre's receipts, and what it refused with its words. */
export const ExportedReceipts = z.strictObject({
  kind: z.literal("receipts"),
  madeAt: z.string().max(40),
  stationPrefix: z.string().max(20),
  receipts: z.array(z.strictObject({ key: z.uuid(), payloadHash: Sha256, receipt: z.string().min(8).max(200) })),
  refused: z.array(
    z.strictObject({
      key: z.uuid(),
      payloadHash: Sha256,
      failure: z.enum(QUARANTINE_CAUSES),
      what: Words,
      next: Words,
    }),
  ),
});
export type ExportedReceipts = z.infer<typeof ExportedReceipts>;

/** The maximum content of an encrypted export. */
export const ExportedContent = z.discriminatedUnion("kind", [ExportedEntries, ExportedReceipts]);
export type ExportedContent = z.infer<typeof ExportedContent>;

/** Parses the content of an encrypted file; throws a problem for another version, or for an entry that does not match its hash. */
export function readExportedContent(text: string, sha256: (text: string) => string): ExportedContent {
  const content = ExportedContent.safeParse(jsonIn(text)).data;
  if (
    content !== undefined &&
    (content.kind === "receipts" || content.entries.every((entry) => sha256(entry.payload) === entry.payloadHash))
  )
    return content;
  throw problem(
    "export-newer",
    bilingual(
      "离线包的内容格式本程序不认识，可能由更新的版本导出。",
      "This program does not know the encrypted file's content; a newer version may have made it.",
    ),
    NOTHING_WRITTEN,
    bilingual("请用相同或更新的版本导入。", "Import it with the same or a newer version."),
  );
}
