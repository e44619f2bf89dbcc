import { Button } from "antd";
import type { AttachmentLine } from "#shared/contract/attachments.ts";
import { ask } from "#renderer/host/host.ts";
import { useAct } from "#renderer/host/use-act.ts";
import { saveFile } from "#renderer/lib/files.ts";
import { useText } from "#renderer/lib/text.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import css from "./materials.module.css";

type Props = {
  applicationId: string;
  files: readonly AttachmentLine[];
  /** Removes a file from its material; absent if it belongs to none. */ onDetach?: (hash: string) => void;
};

/** Files by name, each with a download; none is ever opened here. */
export function FileChips({ applicationId, files, onDetach }: Props) {
  const t = useText();
  const { problem, run, clear } = useAct();
  const give = (hash: string): Promise<boolean> =>
    run(async () => {
      const { fileName, base64 } = await ask("attachment.get", { applicationId, hash });
      // Never with its own type: a visitor's file is saved, not opened.
      saveFile(fileName, "application/octet-stream", base64);
    });
  const sizeOf = ({ bytes }: AttachmentLine): string =>
    bytes === null ? "" : ` ${Math.max(1, Math.round(bytes / 1000))} KB`;
  const nameOf = (file: AttachmentLine): string => (file.kind === "signature" ? t("materials.signature") : file.name);
  if (files.length === 0) return null;
  return (
    <>
      {problem !== null && <ProblemNote problem={problem} onClose={clear} />}
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
    </>
  );
}
