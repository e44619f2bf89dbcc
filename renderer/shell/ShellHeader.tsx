import type { ReactNode } from "react";
import type { SessionView } from "#shared/contract/calls.ts";
import { ClockDoubtNote } from "#renderer/features/clock-trust/ClockDoubtNote.tsx";
import { HealthNote } from "#renderer/features/health/HealthNote.tsx";
import { usePick, useText } from "#renderer/strings/text.ts";
import { LanguageSwitch } from "./LanguageSwitch.tsx";
import { ProfilePicker } from "./ProfilePicker.tsx";
import { useLinkStore } from "./news-store.ts";
import { SignOutButton } from "./SignOutButton.tsx";
import "./shell-header.css";

/** The bar on top of a staff shell: hall, window, operator, local rules, language, sign out; `children` are the shell's own (badges, tabs). */
export function ShellHeader({ session, children }: { session: SessionView; children?: ReactNode }) {
  const t = useText();
  const pick = usePick();
  const up = useLinkStore((state) => state.up);
  return (
    <>
      <header className="shell-header">
        <strong className="shell-name">{t("app.name")}</strong>
        {session.hall.demo && <span className="shell-mark">{t("header.demo")}</span>}
        {session.hall.training && <span className="shell-mark">{t("header.training")}</span>}
        <span className="shell-place" title={`${pick(session.hall.name)} · ${session.station.name}`}>
          {pick(session.hall.name)} · {session.station.name}
        </span>
        <ProfilePicker session={session} />
        <div className="shell-own">{children}</div>
        <span className="shell-operator">{session.operator?.name}</span>
        <LanguageSwitch />
        <SignOutButton />
      </header>
      <ClockDoubtNote trust={session.clockTrust} />
      <HealthNote troubles={session.troubles} />
      {!up && <output className="shell-link-down">{t("app.linkDown")}</output>}
    </>
  );
}
