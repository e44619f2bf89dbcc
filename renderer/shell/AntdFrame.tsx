import { ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { useEffect, type ReactNode } from "react";
import { useLanguageStore } from "#renderer/strings/language-store.ts";
import { textIn } from "#renderer/strings/text.ts";
import { theme } from "./theme.ts";

// Two Chinese characters on a button keep their own spacing: screen readers and tests then read the word as written.
const plainButton = { autoInsertSpace: false } as const;

/** Gives antd the language and colours of the page, and the document its language. */
export function AntdFrame({ children }: { children: ReactNode }) {
  const language = useLanguageStore((state) => state.language);
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.title = textIn(language)("app.name");
  }, [language]);
  return (
    <ConfigProvider locale={language === "zh" ? zhCN : enUS} theme={theme} button={plainButton}>
      {children}
    </ConfigProvider>
  );
}
