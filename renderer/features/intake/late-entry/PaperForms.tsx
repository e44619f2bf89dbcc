import { Button } from "antd";
import { useState } from "react";
import { MAX_PAPER_FORMS } from "#shared/contract/paper-forms.ts";
import { ask } from "#renderer/host/host.ts";
import { callKey, keepAnswer, refresh, useCall } from "#renderer/host/query.ts";
import { useAct } from "#renderer/host/use-act.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import { useText } from "#renderer/lib/text.ts";
import { saveFile } from "#renderer/lib/files.ts";
import css from "./late-entry.module.css";

/** The supervisor's page of numbered blank forms for an outage (应急纸质单): print, list, mark as spoiled. */
export function PaperForms() {
  const t = useText();
  const forms = useCall("paperForm.list", {});
  const { busy, problem, run } = useAct();
  const view = forms.data;
  const [count, setCount] = useState("10");
  const [made, setMade] = useState<string[] | null>(null);
  const [why, setWhy] = useState<Record<string, string>>({});

  const print = () =>
    run(async () => {
      const { fileName, mime, base64, numbers } = await ask("paperForm.print", { count: Number(count) });
      saveFile(fileName, mime, base64);
      setMade(numbers);
      await refresh(callKey("paperForm.list"));
    });
  const spoil = (number: string) =>
    run(async () => keepAnswer("paperForm.list", {}, await ask("paperForm.spoil", { number, why: why[number] ?? "" })));
  const isCount = /^\d{1,2}$/.test(count) && Number(count) >= 1 && Number(count) <= MAX_PAPER_FORMS;

  return (
    <main className="page page-narrow" data-testid="page">
      <h1 className="page-title">{t("paperForm.page")}</h1>
      <p className="soft-line">{t("paperForm.intro")}</p>
      {problem !== null && <ProblemNote problem={problem} />}
      <ReadNote read={forms} />
      <div className={css.formsMake}>
        <label htmlFor="paper-count">{t("paperForm.count")}</label>
        <input
          id="paper-count"
          className="input number"
          inputMode="numeric"
          value={count}
          onChange={(event) => setCount(event.target.value)}
        />
        <Button type="primary" disabled={!isCount || busy} onClick={() => void print()}>
          {t(busy ? "paperForm.printing" : "paperForm.print")}
        </Button>
      </div>
      {made !== null && <output>{t("paperForm.saved", { first: made[0] ?? "", last: made.at(-1) ?? "" })}</output>}
      {view !== null && <p>{t("paperForm.counts", view.counts)}</p>}
      <h2 className="work-heading">{t("paperForm.unused")}</h2>
      {view?.unused.length === 0 && <p className="soft-line">{t("paperForm.noneUnused")}</p>}
      <ul className={css.formsList}>
        {view?.unused.map(({ number }) => (
          <li key={number}>
            <span className="number">{number}</span>
            <input
              className="input"
              aria-label={`${t("paperForm.why")} ${number}`}
              placeholder={t("paperForm.why")}
              value={why[number] ?? ""}
              onChange={(event) => setWhy({ ...why, [number]: event.target.value })}
            />
            <Button
              size="small"
              disabled={busy || (why[number] ?? "").trim() === ""}
              aria-label={t("paperForm.spoilOf", { number })}
              onClick={() => void spoil(number)}
            >
              {t("paperForm.spoil")}
            </Button>
          </li>
        ))}
      </ul>
    </main>
  );
}
