import type { ProjectView } from "#shared/contract/register.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { roleField } from "#renderer/features/intake/intake-store.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { RegisterRow } from "./RegisterRow.tsx";
import { RegisterSource } from "./RegisterRow.tsx";
import { keepDeclaredFor, PROJECT_ROLES, registeredFor, useProjectStore } from "./project-store.ts";
import css from "./register.module.css";

function Project({ project, kept }: Extract<ProjectView, { kind: "found" }>) {
  const declared = useProjectStore((state) => state.kept);
  const rows = PROJECT_ROLES.filter((role) => roleField(role) !== null).flatMap((role) => {
    const registered = registeredFor(project, role);
    return registered === null
      ? []
      : [
          <RegisterRow
            key={role}
            role={role}
            registered={registered}
            kept={declared[role] === true}
            onKeep={() => keepDeclaredFor(role)}
          />,
        ];
  });
  return (
    <>
      <p>
        <strong>{project.name}</strong>
      </p>
      <RegisterSource of={project} kept={kept} />
      <ul className={css.rows}>{rows}</ul>
    </>
  );
}

/** The register's data on the project (项目代码) beside the declared values. */
export function ProjectPanel() {
  const t = useText();
  const pick = usePick();
  const { answer, code } = useProjectStore();
  // The rows compare with the typed text, so they follow it.
  useIntakeStore((state) => state.form);
  if (answer === null) return null;
  return (
    <section
      className={`card ${css.register}`}
      data-testid="register-project"
      aria-label={t("register.project")}
      aria-live="polite"
    >
      <h2 className="card-title">
        {t("register.project")} <span className={`number ${css.code}`}>{code}</span>
      </h2>
      {answer === "asking" && <p>{t("register.asking")}</p>}
      {answer !== "asking" && answer.kind === "not-found" && (
        <p className={css.warning} data-testid="register-warning">
          ! {t("register.noProject")}
        </p>
      )}
      {answer !== "asking" && answer.kind === "unavailable" && (
        <p className={css.warning} data-testid="register-warning">
          ! {t("register.unavailable", { why: pick(answer.why) })}
        </p>
      )}
      {answer !== "asking" && answer.kind === "found" && <Project {...answer} />}
    </section>
  );
}
