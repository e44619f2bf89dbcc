import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./shells/register-texts.ts";
import { App } from "./shells/App.tsx";
import "./ui/base.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
