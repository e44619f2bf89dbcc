import { Button } from "antd";
import type { AttachmentLine } from "#shared/contract/attachments.ts";
import { Medium } from "#shared/profile/materials.ts";
import { useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { FileChips } from "./FileChips.tsx";
import { copiesOf, type MaterialDraft } from "./material-draft.ts";
import { useMaterialsStore } from "./materials-store.ts";
import css from "./materials.module.css";

type Props = {
  applicationId: string;
  files: readonly AttachmentLine[];
  draft: MaterialDraft;
  number: number;
  onChange: (draft: MaterialDraft) => void;
  onRemove: () => void;
};

const KINDS = ".pdf,.jpg,.jpeg,.png,.ofd";

/** One material: name, copies, medium, whether the original was seen and copied, and its files. */
export function MaterialRow({ applicationId, files, draft, number, onChange, onRemove }: Props) {
  const t = useText();
  const { tried, sending, attach } = useMaterialsStore();
  const change = (part: Partial<MaterialDraft>): void => onChange({ ...draft, ...part });
  const nameless = tried && draft.name.trim() === "";
  const miscounted = copiesOf(draft.copies) === null;
  const own = files.filter((file) => draft.files.includes(file.hash));
  return (
    <li>
      <fieldset className={css.material} data-testid="material">
        <legend className="visually-hidden">{t("materials.item", { n: number })}</legend>
        <label data-testid="material-name">
          <span className="field-label">{t("materials.name")}</span>
          <input
            className="input"
            value={draft.name}
            maxLength={200}
            autoComplete="off"
            aria-invalid={nameless}
            onChange={(event) => change({ name: event.target.value })}
          />
          {nameless && <span className="field-problem">✕ {t("materials.nameWanting")}</span>}
        </label>
        <label data-testid="material-copies">
          <span className="field-label">{t("materials.copies")}</span>
          <input
            className="input number"
            value={draft.copies}
            inputMode="numeric"
            maxLength={4}
            autoComplete="off"
            aria-invalid={miscounted}
            onChange={(event) => change({ copies: event.target.value })}
          />
          {miscounted && <span className="field-problem">✕ {t("materials.copiesWrong")}</span>}
        </label>
        <label>
          <span className="field-label">{t("materials.medium")}</span>
          <select
            className="select"
            value={draft.medium}
            onChange={(event) => change({ medium: Medium.catch("copy").parse(event.target.value) })}
          >
            {Medium.options.map((medium) => (
              <option key={medium} value={medium}>
                {t(`materials.medium.${medium}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="field-label">{t("materials.requirement")}</span>
          <input
            className="input"
            value={draft.requirement}
            maxLength={500}
            autoComplete="off"
            onChange={(event) => change({ requirement: event.target.value })}
          />
        </label>
        <Button className={css.remove ?? ""} aria-label={t("materials.remove", { n: number })} onClick={onRemove}>
          ✕
        </Button>
        <div className={css.acts}>
          <label className="pill">
            <input
              type="checkbox"
              checked={draft.originalSeen}
              onChange={(event) => change({ originalSeen: event.target.checked })}
            />
            <span>{t("materials.seen")}</span>
          </label>
          {draft.originalSeen && draft.seen !== null && (
            <span className={css.witness} data-testid="material-witness">
              {t("materials.seenBy", { by: draft.seen.by, time: momentText(draft.seen.at) })}
            </span>
          )}
          <label className="pill">
            <input
              type="checkbox"
              checked={draft.copyTaken}
              onChange={(event) => change({ copyTaken: event.target.checked })}
            />
            <span>{t("materials.copyTaken")}</span>
          </label>
          <label className={sending === null ? `pill ${css.attach}` : `pill ${css.attach} ${css.attachBusy}`}>
            <input
              type="file"
              className="visually-hidden"
              accept={KINDS}
              disabled={sending !== null}
              aria-label={t("materials.attachTo", { name: draft.name.trim() === "" ? String(number) : draft.name })}
              onChange={(event) => {
                const file = event.target.files?.[0];
                // The same file may be chosen again after it was removed.
                event.target.value = "";
                if (file !== undefined) void attach(draft.id, file);
              }}
            />
            <span>＋ {t("materials.attach")}</span>
          </label>
          <FileChips
            applicationId={applicationId}
            files={own}
            onDetach={(hash) => change({ files: draft.files.filter((one) => one !== hash) })}
          />
        </div>
      </fieldset>
    </li>
  );
}
