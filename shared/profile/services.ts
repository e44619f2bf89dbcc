import { type Bilingual, bilingual } from "#shared/lib/bilingual.ts";
import type { Profile } from "./profile.ts";

/** What an application may ask for: the connection itself (报装, no id), or a service with a form of its own (更名、过户). */
export type OfferedService = { id: string | null; label: Bilingual };

const CONNECTION = bilingual("报装", "Connection");

/**
 * The services that may be applied for under a profile, the connection first; more than one where the paper offers
 * more.
 */
export function offeredServices({ services }: Pick<Profile, "services">): OfferedService[] {
  const own = services.filter((service) => (service.form ?? null) !== null).map(({ id, label }) => ({ id, label }));
  return [{ id: null, label: services.find(({ id }) => id === "connection")?.label ?? CONNECTION }, ...own];
}

/** What the service asked for is called; null where the profile offers nothing but the connection. */
export function serviceName(profile: Pick<Profile, "services">, service: string | undefined): Bilingual | null {
  const offered = offeredServices(profile);
  return offered.length === 1 ? null : (offered.find(({ id }) => id === (service ?? null))?.label ?? null);
}

/**
 * The rules as they hold for the service asked for. One with a form of its own has that form, none of the connection's clocks, which the
 * paper gives for connections only, and no callback after works; the connection, or an unknown service, keeps the profile as it is.
 */
export function profileFor(profile: Profile, service: string | undefined): Profile {
  const form = service === undefined ? null : (profile.services.find(({ id }) => id === service)?.form ?? null);
  return form === null ? profile : { ...profile, form, clocks: [], callbacks: [] };
}

type Utilities = Pick<Profile, "utilities">;

/** What people call a utility of a profile, e.g. 用水报装; one that the profile lacks keeps its id. */
export const utilityName = (profile: Utilities, id: string): Bilingual =>
  profile.utilities.find((utility) => utility.id === id)?.itemLabel ?? bilingual(id, id);

/** Says that a profile has no such utility, and which it has, each with the id that a file names it by. */
export function unknownUtility(profile: Utilities, id: string): Bilingual {
  const known = profile.utilities.map((utility) => ({ zh: `${utility.label.zh} ${utility.id}`, en: utility.id }));
  return bilingual(
    `本地没有这项业务：${id}（可选：${known.map(({ zh }) => zh).join("、")}）`,
    `not a utility of this profile: ${id} (known: ${known.map(({ en }) => en).join(", ")})`,
  );
}
