import type { SessionView } from "#shared/contract/people.ts";

/** A station of a made-up hall at which nobody has signed in. */
export const sessionOf = (changes: Partial<SessionView> = {}): SessionView => ({
  role: "none",
  operator: null,
  station: { id: "s1", name: "3 号窗口", prefix: "A" },
  hall: { name: { zh: "云海大厅", en: "Yunhai hall" }, profileId: "yunhai", training: false, demo: false },
  operators: [
    { id: "li", name: "李明", role: "clerk", organisation: "水务公司", demoPin: null },
    { id: "wang", name: "王芳", role: "supervisor", organisation: "政务大厅", demoPin: null },
  ],
  now: "2026-11-21T01:00:00.000Z",
  clockTrust: { kind: "sure" },
  troubles: [],
  ...changes,
});
