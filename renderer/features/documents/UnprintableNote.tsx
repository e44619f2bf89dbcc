import type { DocumentView } from "#shared/contract/documents.ts";
import { useText } from "#renderer/lib/text.ts";
import css from "./UnprintableNote.module.css";

/** Names each character that no font can draw and where it stands, before anything is printed. */
export function UnprintableNote({ unprintable }: { unprintable: DocumentView["unprintable"] }) {
  const t = useText();
  return (
    <div className={css.unprintable} data-testid="unprintable" role="alert">
      <strong>! {t("document.unprintableTitle", { n: unprintable.length })}</strong>
      <ul>
        {unprintable.map((one) => (
          <li key={`${one.codePoint} ${one.where}`}>
            {t("document.unprintableAt", { char: one.char, code: one.codePoint, where: one.where })}
          </li>
        ))}
      </ul>
    </div>
  );
}
