import type { ThemeConfig } from "antd";

/** The same values as styles/tokens.css, for antd's own components. */
export const theme: ThemeConfig = {
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
