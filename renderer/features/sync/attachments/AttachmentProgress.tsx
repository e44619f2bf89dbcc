import type { AttachmentSendLine } from "#shared/contract/attachment-sync.ts";
import { useText } from "#renderer/lib/text.ts";
import css from "./attachment.module.css";

/** A size for people: whole KB below a megabyte, then MB with one decimal; the same in every language. */
function sizeText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(bytes === 0 ? 0 : 1, Math.round(bytes / 1_000))} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** The common name of a content type, e.g. PDF. */
export const mimeText = (mime: string): string =>
  ({ "application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG", "application/ofd": "OFD" })[mime] ?? mime;

/** The progress of an attachment, in words and as a bar. */
export function AttachmentProgress({ line }: { line: AttachmentSendLine }) {
  const t = useText();
  const { bytes, confirmed, state } = line;
  if (bytes === null) return <span className="soft-line">{t("attachment.unknownSize")}</span>;
  if (state === "sent") return <span className="number">{t("attachment.whole", { size: sizeText(bytes) })}</span>;
  return (
    <>
      <span className="number">{t("attachment.of", { confirmed: sizeText(confirmed), size: sizeText(bytes) })}</span>
      <progress className={css.bar} aria-hidden="true" max={bytes} value={confirmed} />
    </>
  );
}
