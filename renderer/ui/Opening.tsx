import { useText } from "#renderer/lib/text.ts";

/** The same picture as the static page, so that nothing jumps; `bare` omits the bar below an existing header. */
export function Opening({ bare = false }: { bare?: boolean }) {
  const t = useText();
  return (
    <>
      {!bare && <header>{t("app.name")}</header>}
      <main>
        <p>{t("app.opening")}</p>
      </main>
    </>
  );
}
