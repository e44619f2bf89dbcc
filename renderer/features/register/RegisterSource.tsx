import type { Bilingual } from "#shared/bilingual.ts";
import type { KeptLookUp } from "#shared/contract/register-calls.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { momentText } from "#renderer/strings/time-text.ts";

/** Where the data is from and as of when; where the register could not be asked now, when it last said so. */
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
      <p className="register-source">{t("register.source", { source: pick(of.source), date: of.asOf })}</p>
      {kept !== undefined && (
        <p className="register-warning">
          ! {t("register.keptLookUp", { why: pick(kept.why), time: momentText(kept.askedAt) })}
        </p>
      )}
    </>
  );
}
