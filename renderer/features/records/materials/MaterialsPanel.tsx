import { Button } from "antd";
import { useEffect } from "react";
import type { AttachmentLine } from "#shared/contract/attachments.ts";
import type { MaterialsView } from "#shared/contract/materials.ts";
import { useCall } from "#renderer/host/query.ts";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { FileChips } from "./FileChips.tsx";
import { blankMaterial, draftOfListed } from "./material-draft.ts";
import { MaterialRow } from "./MaterialRow.tsx";
import { draftsOn, useMaterialsStore } from "./materials-store.ts";
import css from "./materials.module.css";

/** The materials (材料登记) of an accepted application with their files; nothing is mandatory. */
export function MaterialsPanel({ applicationId }: { applicationId: string }) {
  const t = useText();
  const register = useCall("materials.get", { applicationId });
  const files = useCall("attachment.list", { applicationId });
  const { problem, begin, clearProblem } = useMaterialsStore();
  useEffect(() => begin(applicationId), [applicationId, begin]);
  return (
    <section className="card" aria-labelledby="materials-title">
      <h2 id="materials-title" className="card-title">
        {t("materials.title")}
      </h2>
      {problem !== null && <ProblemNote problem={problem} onClose={clearProblem} />}
      <ReadNote read={register.problem === null ? files : register} />
      {register.data !== null && <Register view={register.data} files={files.data ?? []} />}
    </section>
  );
}

/** The register as it is recorded, or as it is typed since. */
function Register({ view, files }: { view: MaterialsView; files: readonly AttachmentLine[] }) {
  const t = useText();
  const pick = usePick();
  const { typed, busy, sending, change, save } = useMaterialsStore();
  const drafts = draftsOn(view, typed);
  const set = (next: typeof drafts): void => change(view, next);
  const attached = new Set(drafts.flatMap((draft) => draft.files));
  const free = files.filter((file) => !attached.has(file.hash) && file.sheet === null);
  const missing = view.listed.filter((listed) => !drafts.some((draft) => draft.name.trim() === listed.label.zh));
  const stateText = (): string => {
    if (sending !== null) return t("materials.sending", { percent: Math.round(sending * 100) });
    if (typed !== null) return t("materials.unsaved");
    const { recorded } = view;
    return recorded === null ? "" : t("materials.saved", { by: recorded.by, time: momentText(recorded.at) });
  };
  return (
    <>
      {drafts.length === 0 && <p className={css.none}>{t("materials.none")}</p>}
      <ul className={css.materials}>
        {drafts.map((draft, i) => (
          <MaterialRow
            key={draft.id}
            applicationId={view.applicationId}
            files={files}
            draft={draft}
            number={i + 1}
            onChange={(next) => set(drafts.map((one) => (one.id === next.id ? next : one)))}
            onRemove={() => set(drafts.filter((one) => one.id !== draft.id))}
          />
        ))}
      </ul>
      <div className={css.materialsActs}>
        {missing.map((listed) => (
          <Button key={listed.id} onClick={() => set([...drafts, draftOfListed(listed, pick)])}>
            {t("materials.addListed", { name: pick(listed.label) })}
          </Button>
        ))}
        <Button onClick={() => set([...drafts, blankMaterial()])}>{t("materials.add")}</Button>
        <span className={css.gap} />
        <output className={typed !== null ? css.unsaved : ""}>{stateText()}</output>
        <Button type="primary" disabled={typed === null || busy || sending !== null} onClick={() => void save(view)}>
          {t(busy ? "materials.saving" : "materials.save")}
        </Button>
      </div>
      {drafts.length > 0 && <p className={css.note}>{t("materials.fileKinds")}</p>}
      {free.length > 0 && (
        <div className={css.free}>
          <span className="field-label">{t("materials.free")}</span>
          <FileChips applicationId={view.applicationId} files={free} />
        </div>
      )}
    </>
  );
}
