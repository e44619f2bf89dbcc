import { rateText, type OnBehalfFigures } from "#shared/on-behalf-figures.ts";
import { useText } from "#renderer/strings/text.ts";

/** How the help of the day went (响应率、解决率、满意度); nothing where nobody asked for any. */
export function OnBehalfLine({ figures }: { figures: OnBehalfFigures }) {
  const t = useText();
  const [response, resolution] = [rateText(figures.responsePermille), rateText(figures.resolutionPermille)];
  if (response === null || resolution === null) return null;
  return (
    <p className="on-behalf">
      <strong>{t("onBehalf.title")}</strong>{" "}
      <span className="number">{t("onBehalf.requests", { n: figures.requests })}</span> ·{" "}
      <span className="number">{t("onBehalf.response", { rate: response })}</span> ·{" "}
      <span className="number">{t("onBehalf.resolution", { rate: resolution })}</span> · {t("onBehalf.satisfaction")}
      {figures.fewRequests && <span className="on-behalf-few">{t("onBehalf.few")}</span>}
    </p>
  );
}
