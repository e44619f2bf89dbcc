import { Button } from "antd";
import type { AttachmentLine } from "#shared/contract/attachments.ts";
import { useText } from "#renderer/lib/text.ts";
import { useMaterialsStore } from "./materials-store.ts";
import css from "./materials.module.css";

type Props = {
  files: readonly AttachmentLine[];
  /** Removes a file from its material; absent if it belongs to none. */ onDetach?: (hash: string) => void;
};

/** Files by name, each with a download; none is ever opened here. */
export function FileChips({ files, onDetach }: Props) {
  const t = useText();
  const give = useMaterialsStore((state) => state.give);
  const sizeOf = ({ bytes }: AttachmentLine): string =>
    bytes === null ? "" : ` ${Math.max(1, Math.round(bytes / 1000))} KB`;
  const nameOf = (file: AttachmentLine): string => (file.kind === "signature" ? t("materials.signature") : file.name);
  if (files.length === 0) return null;
  return (
    <ul className={css.fileChips}>
      {files.map((file) => (
        <li key={file.hash} className={css.fileChip} data-testid="file-chip">
          <Button
            size="small"
            aria-label={`${t("materials.download", { name: nameOf(file) })}${sizeOf(file)}`}
            onClick={() => void give(file.hash)}
          >
            <span aria-hidden>↓ </span>
            {nameOf(file)}
            <span className="number">{sizeOf(file)}</span>
          </Button>
          {onDetach !== undefined && (
            <Button
              size="small"
              aria-label={t("materials.detach", { name: nameOf(file) })}
              onClick={() => onDetach(file.hash)}
            >
              ✕
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
