import type { Profile } from "#shared/profile.ts";
import { usePick, useText } from "#renderer/strings/text.ts";

/** The obligation by which a paper lets an application be accepted with something missing (容缺受理). */
const OBLIGATION = "tolerance";

/** What tolerance rests on in the locality's paper, or that the paper knows none, so that the clerk needs another ground. */
export function ToleranceBasis({ profile }: { profile: Profile }) {
  const t = useText();
  const pick = usePick();
  const basis = profile.obligations.find(({ id }) => id === OBLIGATION);
  if (basis === undefined) return <p className="act-basis act-basis-none">! {t("act.toleranceNoRule")}</p>;
  return (
    <p className="act-basis">
      {pick(basis.text)} <q lang="zh-CN">{basis.quote}</q> {basis.clause}
    </p>
  );
}
