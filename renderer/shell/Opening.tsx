import { useText } from "../strings/text.ts";

/** The same picture as the static page, so that nothing jumps while the program arrives. */
export function Opening() {
  const t = useText();
  return (
    <>
      <header className="opening-bar">{t("app.name")}</header>
      <main className="opening-text">
        <p>{t("app.opening")}</p>
      </main>
    </>
  );
}
