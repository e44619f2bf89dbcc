import { Button } from "antd";
import { foldSearch } from "../../../shared/search-text.ts";
import type { RegisterCompany } from "../../../shared/contract/register.ts";
import { usePick, useText } from "../../strings/text.ts";
import { roleField, setRole } from "../form/role-field.ts";
import { useIntakeStore } from "../intake/intake-store.ts";
import { keepDeclared, REGISTER_ROLES, registeredValue, useRegisterStore, type RegisterRole } from "./register-store.ts";
import "./register.css";

function Difference({ role, registered }: { role: RegisterRole; registered: string }) {
  const t = useText();
  const kept = useRegisterStore((state) => state.kept[role] === true);
  const typed = roleField(role)?.typed.trim() ?? "";
  const name = t(`register.role.${role}`);
  if (typed !== "" && foldSearch(typed) === foldSearch(registered)) {
    return (
      <li className="register-row">
        <span className="register-name">{name}</span>
        <span>{registered}</span>
        <span className="register-confirmed">✓ {t("register.confirmed")}</span>
      </li>
    );
  }
  return (
    <li className="register-row register-differs">
      <span className="register-name">{name}</span>
      <span>
        <em>{t("register.declared")}</em> {typed === "" ? t("register.blank") : typed}
      </span>
      <span>
        <em>{t("register.registered")}</em> {registered}
      </span>
      <span className="register-choice">
        <Button size="small" aria-label={`${name}: ${t("register.use")}`} onClick={() => setRole(role, registered)}>{t("register.use")}</Button>
        {kept ? <span>{t("register.kept")}</span> : typed !== "" && <Button size="small" aria-label={`${name}: ${t("register.keep")}`} onClick={() => keepDeclared(role)}>{t("register.keep")}</Button>}
      </span>
    </li>
  );
}

function Company({ company }: { company: RegisterCompany }) {
  const t = useText();
  const pick = usePick();
  const rows = REGISTER_ROLES.filter((role) => roleField(role) !== null).flatMap((role) => {
    const registered = registeredValue(company, role);
    return registered === null ? [] : [<Difference key={role} role={role} registered={registered} />];
  });
  return (
    <>
      <p className="register-source">{t("register.source", { source: pick(company.source), date: company.asOf })}</p>
      {(company.standing === "struck-off" || company.standing === "revoked") && <p className="register-warning">! {t(`register.standing.${company.standing}`)}</p>}
      <ul className="register-rows">{rows}</ul>
    </>
  );
}

/** What the register says beside what was declared (row 5), field by field, with a choice where they differ. */
export function RegisterPanel() {
  const t = useText();
  const pick = usePick();
  const { answer, code } = useRegisterStore();
  // The rows compare with what is typed, so they follow it.
  useIntakeStore((state) => state.form);
  if (answer === null) return null;
  return (
    <section className="card register" aria-label={t("register.title")} aria-live="polite">
      <h2 className="card-title">
        {t("register.title")} <span className="number register-code">{code}</span>
      </h2>
      {answer === "asking" && <p>{t("register.asking")}</p>}
      {answer !== "asking" && answer.kind === "not-found" && <p className="register-warning">! {t("register.notFound")}</p>}
      {answer !== "asking" && answer.kind === "unavailable" && <p className="register-warning">! {t("register.unavailable", { why: pick(answer.why) })}</p>}
      {answer !== "asking" && answer.kind === "found" && <Company company={answer.company} />}
    </section>
  );
}
