import { useLanguageStore } from "#renderer/lib/text.ts";

/** Changes the language of the screen; labelled in the other language. */
export function LanguageSwitch() {
  const language = useLanguageStore((state) => state.language);
  const setLanguage = useLanguageStore((state) => state.setLanguage);
  const other = language === "zh" ? "en" : "zh";
  return (
    <button
      type="button"
      className="language-switch"
      data-testid="language-switch"
      lang={other === "zh" ? "zh-CN" : "en"}
      onClick={() => setLanguage(other)}
    >
      {other === "zh" ? "中文" : "English"}
    </button>
  );
}
