import { type Bilingual, bilingual } from "#shared/lib/bilingual.ts";
import type { Profile } from "./profile.ts";

/** What an application may ask for: the connection itself (报装, no id), or a service with a form of its own (更名、过户). */
export type OfferedService = { id: string | null; label: Bilingual };

const CONNECTION = bilingual("报装", "Connection");

/** The services that a profile offers, the connection first. */
export function offeredServices({ services }: Pick<Profile, "services">): OfferedService[] {
  const own = services.filter((service) => (service.form ?? null) !== null).map(({ id, label }) => ({ id, label }));
  return [{ id: null, label: services.find(({ id }) => id === "connection")?.label ?? CONNECTION }, ...own];
}

/** The name of the service applied for; null if the profile offers only the connection. */
export function serviceName(profile: Pick<Profile, "services">, service: string | undefined): Bilingual | null {
  const offered = offeredServices(profile);
  return offered.length === 1 ? null : (offered.find(({ id }) => id === (service ?? null))?.label ?? null);
}

/**
 * The rules for the service applied for. A service with a form of its own has that form, no deadlines, which the
 * policy gives for connections only, and no callback after works. For the connection, or an unknown service, the
 * profile stays as it is.
 */
export function profileFor(profile: Profile, service: string | undefined): Profile {
  const form = service === undefined ? null : (profile.services.find(({ id }) => id === service)?.form ?? null);
  return form === null ? profile : { ...profile, form, clocks: [], callbacks: [] };
}

type Utilities = Pick<Profile, "utilities">;

/** The name of a utility of a profile, e.g. 用水报装; an unknown one keeps its id. */
export const utilityName = (profile: Utilities, id: string): Bilingual =>
  profile.utilities.find((utility) => utility.id === id)?.itemLabel ?? bilingual(id, id);

/** Says that a profile has no such utility, and lists those it has with their ids. */
export function unknownUtility(profile: Utilities, id: string): Bilingual {
  const known = profile.utilities.map((utility) => ({ zh: `${utility.label.zh} ${utility.id}`, en: utility.id }));
  return bilingual(
    `本地没有这项业务：${id}（可选：${known.map(({ zh }) => zh).join("、")}）`,
    `not a utility of this profile: ${id} (known: ${known.map(({ en }) => en).join(", ")})`,
  );
}
