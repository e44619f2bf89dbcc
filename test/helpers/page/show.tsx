import { render } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import type { ReactElement } from "react";
import { HostLink } from "#renderer/host/HostLink.tsx";
import { AntdFrame } from "#renderer/shells/AntdFrame.tsx";
import { useLanguageStore, type Language } from "#renderer/lib/text.ts";

/** Shows a component as the page frames it, and returns the person who uses it. */
export function show(element: ReactElement, language: Language = "zh"): UserEvent {
  useLanguageStore.getState().setLanguage(language);
  render(
    <HostLink>
      <AntdFrame>{element}</AntdFrame>
    </HostLink>,
  );
  return userEvent.setup();
}
