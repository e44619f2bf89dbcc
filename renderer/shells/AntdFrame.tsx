import { ConfigProvider, type ThemeConfig } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { type ReactNode, useEffect } from "react";
import { textIn, useLanguageStore } from "#renderer/lib/text.ts";

/** The values of ui/tokens.css for antd's own components. */
const theme: ThemeConfig = {
  hashed: false,
  token: {
    colorPrimary: "#0f5c94",
    colorText: "#1b2733",
    colorTextSecondary: "#46535f",
    colorTextPlaceholder: "#667481",
    colorError: "#a11f2b",
    colorSuccess: "#1b6638",
    colorWarning: "#84470a",
    colorBorder: "#7c8a97",
    borderRadius: 4,
    fontFamily: "var(--font)",
    fontSize: 14,
    motion: false,
  },
};

// No extra space between two Chinese characters: screen readers and tests read the word as written.
const plainButton = { autoInsertSpace: false } as const;

/** Sets the language and colours of antd, and the language of the document. */
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
