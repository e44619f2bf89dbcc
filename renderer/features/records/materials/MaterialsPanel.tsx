import { Button } from "antd";
import { useEffect } from "react";
import { followEvents } from "#renderer/host/events.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { FileChips } from "./FileChips.tsx";
import { blankMaterial, draftOfListed } from "./material-draft.ts";
import { MaterialRow } from "./MaterialRow.tsx";
import { useMaterialsStore } from "./materials-store.ts";
import css from "./materials.module.css";

/** The materials (材料登记) of an accepted application with their files; nothing is mandatory. */
export function MaterialsPanel({ applicationId }: { applicationId: string }) {
  const t = useText();
  const pick = usePick();
  const { view, files, drafts, dirty, busy, sending, problem, read, change, save, clearProblem } = useMaterialsStore();
  useEffect(() => {
    void read(applicationId);
    return followEvents(
      (event) => {
        if (event.kind === "application.changed" && event.id === applicationId) void read(applicationId);
      },
      () => void read(applicationId),
    );
  }, [applicationId, read]);
  const attached = new Set(drafts.flatMap((draft) => draft.files));
  const free = files.filter((file) => !attached.has(file.hash) && file.sheet === null);
  const missing = (view?.listed ?? []).filter(
    (listed) => !drafts.some((draft) => draft.name.trim() === listed.label.zh),
  );
  const stateText = (): string => {
    if (sending !== null) return t("materials.sending", { percent: Math.round(sending * 100) });
    if (dirty) return t("materials.unsaved");
    const recorded = view?.recorded ?? null;
    return recorded === null ? "" : t("materials.saved", { by: recorded.by, time: momentText(recorded.at) });
  };
  return (
    <section className="card" aria-labelledby="materials-title">
      <h2 id="materials-title" className="card-title">
        {t("materials.title")}
      </h2>
      {problem !== null && <ProblemNote problem={problem} onClose={clearProblem} />}
      {drafts.length === 0 && <p className={css.none}>{t("materials.none")}</p>}
      <ul className={css.materials}>
        {drafts.map((draft, i) => (
          <MaterialRow
            key={draft.id}
            draft={draft}
            number={i + 1}
            onChange={(next) => change(drafts.map((one) => (one.id === next.id ? next : one)))}
            onRemove={() => change(drafts.filter((one) => one.id !== draft.id))}
          />
        ))}
      </ul>
      <div className={css.materialsActs}>
        {missing.map((listed) => (
          <Button key={listed.id} onClick={() => change([...drafts, draftOfListed(listed, pick)])}>
            {t("materials.addListed", { name: pick(listed.label) })}
          </Button>
        ))}
        <Button onClick={() => change([...drafts, blankMaterial()])}>{t("materials.add")}</Button>
        <span className={css.gap} />
        <output className={dirty ? css.unsaved : ""}>{stateText()}</output>
        <Button type="primary" disabled={!dirty || busy || sending !== null} onClick={() => void save()}>
          {t(busy ? "materials.saving" : "materials.save")}
        </Button>
      </div>
      {drafts.length > 0 && <p className={css.note}>{t("materials.fileKinds")}</p>}
      {free.length > 0 && (
        <div className={css.free}>
          <span className="field-label">{t("materials.free")}</span>
          <FileChips files={free} />
        </div>
      )}
    </section>
  );
}
