import type { RegisterView } from "#shared/contract/register.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { roleField } from "#renderer/features/intake/intake-store.ts";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { RegisterRow } from "./RegisterRow.tsx";
import { RegisterSource } from "./RegisterRow.tsx";
import { keepDeclared, REGISTER_ROLES, registeredValue, useRegisterStore } from "./register-store.ts";
import css from "./register.module.css";

function Company({ company, kept }: Extract<RegisterView, { kind: "found" }>) {
  const t = useText();
  const declared = useRegisterStore((state) => state.kept);
  const rows = REGISTER_ROLES.filter((role) => roleField(role) !== null).flatMap((role) => {
    const registered = registeredValue(company, role);
    return registered === null
      ? []
      : [
          <RegisterRow
            key={role}
            role={role}
            registered={registered}
            kept={declared[role] === true}
            onKeep={() => keepDeclared(role)}
          />,
        ];
  });
  return (
    <>
      <RegisterSource of={company} kept={kept} />
      {(company.standing === "struck-off" || company.standing === "revoked") && (
        <p className={css.warning} data-testid="register-warning">
          ! {t(`register.status.${company.standing}`)}
        </p>
      )}
      <ul className={css.rows}>{rows}</ul>
    </>
  );
}

/** The register's data beside the declared values (row 5), with a choice for each difference. */
export function RegisterPanel() {
  const t = useText();
  const pick = usePick();
  const { answer, code } = useRegisterStore();
  // The rows compare with the typed text, so they follow it.
  useIntakeStore((state) => state.form);
  if (answer === null) return null;
  return (
    <section
      className={`card ${css.register}`}
      data-testid="register"
      aria-label={t("register.title")}
      aria-live="polite"
    >
      <h2 className="card-title">
        {t("register.title")} <span className={`number ${css.code}`}>{code}</span>
      </h2>
      {answer === "asking" && <p>{t("register.asking")}</p>}
      {answer !== "asking" && answer.kind === "not-found" && (
        <p className={css.warning} data-testid="register-warning">
          ! {t("register.notFound")}
        </p>
      )}
      {answer !== "asking" && answer.kind === "unavailable" && (
        <p className={css.warning} data-testid="register-warning">
          ! {t("register.unavailable", { why: pick(answer.why) })}
        </p>
      )}
      {answer !== "asking" && answer.kind === "found" && <Company {...answer} />}
    </section>
  );
}
