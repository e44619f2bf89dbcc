import type { SessionView } from "#shared/contract/calls.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { useSessionStore } from "./session-store.ts";

/** Shows the local rules in force; a supervisor may change them, in the demo hall everybody. */
export function ProfilePicker({ session }: { session: SessionView }) {
  const t = useText();
  const pick = usePick();
  const { profiles, setProfile, busy } = useSessionStore();
  const current = profiles.find((profile) => profile.id === session.hall.profileId);
  if (!session.hall.demo && session.role !== "supervisor") {
    return (
      <span className="shell-profile">
        {current === undefined ? session.hall.profileId : pick(current.name)} {current?.documentNumber}
      </span>
    );
  }
  return (
    <label className="shell-profile">
      <span className="visually-hidden">{t("header.profile")}</span>
      <select
        className="shell-select"
        value={session.hall.profileId}
        disabled={busy}
        onChange={(event) => void setProfile(event.target.value)}
      >
        {profiles.map((profile) =>
          profile.setAside === undefined ? (
            <option key={profile.id} value={profile.id}>
              {pick(profile.name)} {profile.documentNumber}
            </option>
          ) : (
            <option key={profile.id} value={profile.id} disabled>
              {t("header.profileSetAside", {
                id: profile.id,
                why: pick(profile.setAside.fields[0]?.message ?? profile.setAside.what),
              })}
            </option>
          ),
        )}
      </select>
    </label>
  );
}
