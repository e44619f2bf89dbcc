import { type ReactNode, useEffect } from "react";
import type { SessionView } from "#shared/contract/people.ts";
import { ClockDoubtNote } from "#renderer/features/health/ClockDoubtNote.tsx";
import { HealthNote } from "#renderer/features/health/HealthNote.tsx";
import { followSession, useSessionStore } from "#renderer/features/people/session-store.ts";
import { useProfiles } from "#renderer/features/rules/use-profiles.ts";
import { useLinkStore } from "#renderer/host/events.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { LanguageSwitch } from "#renderer/ui/LanguageSwitch.tsx";
import { SignOutButton } from "./SignOutButton.tsx";
import css from "./shell-header.module.css";

/** Shows the local rules in effect; a supervisor may change them, in the demo hall everybody. */
function ProfilePicker({ session }: { session: SessionView }) {
  const t = useText();
  const pick = usePick();
  const { setProfile, busy } = useSessionStore();
  const profiles = useProfiles();
  const current = profiles.find((profile) => profile.id === session.hall.profileId);
  if (!session.hall.demo && session.role !== "supervisor") {
    return (
      <span className={css.profile}>
        {current === undefined ? session.hall.profileId : pick(current.name)} {current?.documentNumber}
      </span>
    );
  }
  return (
    <label className={css.profile}>
      <span className="visually-hidden">{t("header.profile")}</span>
      <select
        className={css.select}
        value={session.hall.profileId}
        disabled={busy}
        onChange={(event) => void setProfile(event.target.value)}
      >
        {profiles.map((profile) =>
          profile.quarantined === undefined ? (
            <option key={profile.id} value={profile.id}>
              {pick(profile.name)} {profile.documentNumber}
            </option>
          ) : (
            <option key={profile.id} value={profile.id} disabled>
              {t("header.profileQuarantined", {
                id: profile.id,
                why: pick(profile.quarantined.fields[0]?.message ?? profile.quarantined.what),
              })}
            </option>
          ),
        )}
      </select>
    </label>
  );
}

/** The header of a staff shell: hall, window, operator, rules, language, sign-out; `children` are the shell's own. */
export function ShellHeader({ session, children }: { session: SessionView; children?: ReactNode }) {
  const t = useText();
  const pick = usePick();
  const up = useLinkStore((state) => state.up);
  useEffect(followSession, []);
  return (
    <>
      <header className={css.header} data-testid="shell-header">
        <strong className={css.name}>{t("app.name")}</strong>
        {session.hall.demo && <span className={css.mark}>{t("header.demo")}</span>}
        {session.hall.training && <span className={css.mark}>{t("header.training")}</span>}
        <span className={css.place} title={`${pick(session.hall.name)} · ${session.station.name}`}>
          {pick(session.hall.name)} · {session.station.name}
        </span>
        <ProfilePicker session={session} />
        <div className={css.own} data-testid="shell-own">
          {children}
        </div>
        <span className={css.operator} data-testid="shell-operator">
          {session.operator?.name}
        </span>
        <LanguageSwitch />
        <SignOutButton />
      </header>
      <ClockDoubtNote trust={session.clockTrust} />
      <HealthNote troubles={session.troubles} />
      {!up && <output className={css.linkDown}>{t("app.linkDown")}</output>}
    </>
  );
}
