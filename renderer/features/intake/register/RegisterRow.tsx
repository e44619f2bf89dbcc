import { Button } from "antd";
import { foldSearch } from "#shared/case/search-terms.ts";
import type { KeptLookUp } from "#shared/contract/register.ts";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import { roleField, setRole } from "#renderer/features/intake/intake-store.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import type { RegisterRole } from "./register-store.ts";
import css from "./register.module.css";

type Props = {
  role: RegisterRole;
  registered: string;
  /** True if the clerk keeps the declared value. */ kept: boolean;
  onKeep: () => void;
};

/** One field of the register beside the declared value, with a choice if they differ. */
export function RegisterRow({ role, registered, kept, onKeep }: Props) {
  const t = useText();
  const typed = roleField(role)?.typed.trim() ?? "";
  const name = t(`register.role.${role}`);
  if (typed !== "" && foldSearch(typed) === foldSearch(registered)) {
    return (
      <li className={css.row}>
        <span className={css.name}>{name}</span>
        <span>{registered}</span>
        <span className={css.confirmed} data-testid="register-confirmed">
          ✓ {t("register.confirmed")}
        </span>
      </li>
    );
  }
  return (
    <li className={css.row}>
      <span className={css.name}>{name}</span>
      <span>
        <em>{t("register.declared")}</em> {typed === "" ? t("register.blank") : typed}
      </span>
      <span>
        <em>{t("register.registered")}</em> {registered}
      </span>
      <span className={css.choice}>
        <Button size="small" aria-label={`${name}: ${t("register.use")}`} onClick={() => setRole(role, registered)}>
          {t("register.use")}
        </Button>
        {kept ? (
          <span>{t("register.kept")}</span>
        ) : (
          typed !== "" && (
            <Button size="small" aria-label={`${name}: ${t("register.keep")}`} onClick={onKeep}>
              {t("register.keep")}
            </Button>
          )
        )}
      </span>
    </li>
  );
}

/** Source and date of the data; if the register is unreachable, when it was last read. */
export function RegisterSource({
  of,
  kept,
}: {
  of: { source: Bilingual; asOf: string };
  kept: KeptLookUp | undefined;
}) {
  const t = useText();
  const pick = usePick();
  return (
    <>
      <p className={css.source}>{t("register.source", { source: pick(of.source), date: of.asOf })}</p>
      {kept !== undefined && (
        <p className={css.warning} data-testid="register-warning">
          ! {t("register.keptLookUp", { why: pick(kept.why), time: momentText(kept.askedAt) })}
        </p>
      )}
    </>
  );
}
