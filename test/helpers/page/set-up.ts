import { cleanup, configure } from "@testing-library/react";
import { afterEach, expect } from "vitest";
import { bridge, host } from "./fake-host.ts";

// The page takes its transport when it loads, so the bridge stands on `window` before that.
window.hall = bridge;
await import("#renderer/shells/register-texts.ts");
const { forgetAnswers } = await import("#renderer/host/stale-reads.ts");
const { useLanguageStore } = await import("#renderer/lib/text.ts");

// What is waited for comes when it comes; a busy machine must not make a test fail.
configure({ asyncUtilTimeout: 60_000 });

afterEach(() => {
  cleanup();
  forgetAnswers();
  useLanguageStore.getState().setLanguage("zh");
  localStorage.clear();
  sessionStorage.clear();
  expect(host.reset(), "calls that the test gives no answer to").toEqual([]);
});
