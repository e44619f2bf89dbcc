import { useText } from "#renderer/lib/text.ts";

/** The same picture as the static page, so that nothing jumps while the program arrives; `bare` leaves out the bar where a header stands already. */
export function Opening({ bare = false }: { bare?: boolean }) {
  const t = useText();
  return (
    <>
      {!bare && <header className="opening-bar">{t("app.name")}</header>}
      <main className="opening-text">
        <p>{t("app.opening")}</p>
      </main>
    </>
  );
}
