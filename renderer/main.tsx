import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./shells/register-texts.ts";
import { reportUncaught } from "#renderer/host/report-fault.ts";
import { App } from "./shells/App.tsx";
import { offerRareFonts } from "./ui/rare-fonts.ts";
import "./ui/base.css";

reportUncaught();
offerRareFonts();

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
