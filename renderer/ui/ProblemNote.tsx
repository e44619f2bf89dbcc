import { Button } from "antd";
import type { Problem } from "#shared/lib/problem.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import "./problem-note.css";

type Props = {
  problem: Problem;
  onClose?: (() => void) | undefined;
  onRetry?: (() => void) | undefined;
  /** Omits the list of fields if each field shows its own problem. */ hideFields?: boolean;
};

/** Shows a problem in its three parts, with the fields it names. */
export function ProblemNote({ problem, onClose, onRetry, hideFields = false }: Props) {
  const t = useText();
  const pick = usePick();
  return (
    <section className="problem-note" data-testid="problem-note" role="alert">
      <dl>
        <dt>{t("problem.what")}</dt>
        <dd className="problem-what" data-testid="problem-what">
          {pick(problem.what)}
        </dd>
        <dt>{t("problem.safe")}</dt>
        <dd>{pick(problem.safe)}</dd>
        <dt>{t("problem.next")}</dt>
        <dd>{pick(problem.next)}</dd>
        {!hideFields && problem.fields.length > 0 && (
          <>
            <dt>{t("problem.fields")}</dt>
            <dd>
              <ul>
                {problem.fields.map((field) => (
                  <li key={`${field.path} ${field.message.zh}`}>{pick(field.message)}</li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
      <div className="problem-actions" data-testid="problem-actions">
        {onRetry !== undefined && <Button onClick={onRetry}>{t("problem.retry")}</Button>}
        {onClose !== undefined && <Button onClick={onClose}>{t("problem.close")}</Button>}
      </div>
    </section>
  );
}
