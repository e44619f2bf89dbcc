import type { AttachmentSendLine } from "#shared/contract/attachment-send-calls.ts";
import { useText } from "#renderer/strings/text.ts";
import { sizeText } from "./size-text.ts";

/** How far a file has come, in words and as a bar. */
export function AttachmentProgress({ line }: { line: AttachmentSendLine }) {
  const t = useText();
  const { bytes, held, state } = line;
  if (bytes === null) return <span className="day-soft">{t("attachment.unknownSize")}</span>;
  if (state === "sent") return <span className="number">{t("attachment.whole", { size: sizeText(bytes) })}</span>;
  return (
    <>
      <span className="number">{t("attachment.of", { held: sizeText(held), size: sizeText(bytes) })}</span>
      <progress className="attachment-bar" aria-hidden="true" max={bytes} value={held} />
    </>
  );
}
