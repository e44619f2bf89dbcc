import { create } from "zustand";
import type { DraftConsent, DraftOutage } from "#shared/case/draft-body.ts";
import type { Draft } from "#shared/contract/intake.ts";
import type { FieldRole, FieldValue, FormValues } from "#shared/profile/form.ts";
import type { Channel, Profile } from "#shared/profile/profile.ts";
import { profileFor } from "#shared/profile/services.ts";
import { emptyLine, type LineEntry, restoreLines } from "#renderer/form/outside-line/line-entry.ts";

/** What the clerk is typing; nothing of it is accepted yet. */
export type Intake = {
  /** Made when the form opens: the draft's id and later the key of the submission. */
  key: string;
  /** The rules of the requested service; `rules` is the whole profile. */
  profile: Profile | null;
  rules: Profile | null;
  /** A service with a form of its own (更名、过户); null for the connection. */
  service: string | null;
  /** The number of the application that a change follows, as typed. */
  previousApplication: string;
  utilities: string[];
  form: FormValues;
  lines: Record<string, LineEntry>;
  /** The field with the keyboard, to resume there. */
  at: string | null;
  /** Fields left at least once: only these show problems before the first try to accept. */
  touched: Record<string, true>;
  tried: boolean;
  /** A later entry (补录) as typed; null for an application received now. */
  outage: DraftOutage | null;
  /** The picked lead unit: its utility, null for the clerk's own employer or for no pick. */
  lead: { utility: string | null } | null;
  channel: Channel;
  /** The consent as typed; kept but not sent while the applicant is present. */
  consent: DraftConsent | null;
};

type IntakeState = Intake & {
  openBlank: (profile: Profile) => void;
  resume: (draft: Draft, profile: Profile) => void;
  /** Puts the form under other rules of the same locality; unknown utilities are unticked. */
  takeRules: (rules: Profile) => void;
  toggleUtility: (id: string) => void;
  setValue: (section: string, field: string, value: FieldValue) => void;
  setLine: (utility: string, entry: LineEntry) => void;
  touch: (path: string) => void;
  setAt: (path: string) => void;
  setTried: () => void;
  setOutage: (outage: DraftOutage | null) => void;
  setLead: (lead: { utility: string | null }) => void;
  setChannel: (channel: Channel) => void;
  setConsent: (consent: DraftConsent | null) => void;
  setService: (service: string | null) => void;
  setPreviousApplication: (previousApplication: string) => void;
};

const blank = (profile: Profile | null): Intake => ({
  key: crypto.randomUUID(),
  profile,
  rules: profile,
  service: null,
  previousApplication: "",
  utilities: [],
  form: {},
  lines: {},
  at: null,
  touched: {},
  tried: false,
  outage: null,
  lead: null,
  channel: "counter",
  consent: null,
});

/** The form at the counter. */
export const useIntakeStore = create<IntakeState>()((set) => ({
  ...blank(null),
  openBlank: (profile) => set(blank(profile)),
  // The stored values were typed on this form, so they have its shape.
  resume: (draft, profile) =>
    set({
      ...blank(profile),
      profile: profileFor(profile, draft.body.service),
      service: draft.body.service ?? null,
      previousApplication: draft.body.earlier ?? "",
      key: draft.id,
      utilities: draft.body.utilities,
      form: draft.body.form as FormValues,
      lines: restoreLines(draft.body.outsideLines),
      at: draft.body.at,
      outage: draft.body.outage ?? null,
      lead: draft.body.lead ?? null,
      channel: draft.body.channel,
      consent: draft.body.consent ?? null,
    }),
  takeRules: (rules) =>
    set((was) => {
      const known = was.utilities.filter((id) => rules.utilities.some((utility) => utility.id === id));
      return {
        rules,
        profile: profileFor(rules, was.service ?? undefined),
        utilities: known.length === was.utilities.length ? was.utilities : known,
      };
    }),
  toggleUtility: (id) =>
    set((was) => {
      const order = was.profile?.utilities.map((utility) => utility.id) ?? [];
      const ticked = new Set(was.utilities);
      if (!ticked.delete(id)) ticked.add(id);
      // A unit whose utility is no longer ticked cannot lead.
      const lead = was.lead !== null && was.lead.utility !== null && !ticked.has(was.lead.utility) ? null : was.lead;
      return {
        utilities: order.filter((known) => ticked.has(known)),
        lead,
        lines: { ...was.lines, [id]: was.lines[id] ?? emptyLine() },
      };
    }),
  setValue: (section, field, value) =>
    set((was) => ({ form: { ...was.form, [section]: { ...was.form[section], [field]: value } } })),
  setLine: (utility, entry) => set((was) => ({ lines: { ...was.lines, [utility]: entry } })),
  touch: (path) => set((was) => (was.touched[path] === true ? was : { touched: { ...was.touched, [path]: true } })),
  setAt: (path) => set((was) => (was.at === path ? was : { at: path })),
  setTried: () => set({ tried: true }),
  setOutage: (outage) => set({ outage }),
  setLead: (lead) => set({ lead }),
  setChannel: (channel) => set({ channel }),
  setConsent: (consent) => set({ consent }),
  setService: (service) =>
    set((was) => ({ service, profile: was.rules === null ? null : profileFor(was.rules, service ?? undefined) })),
  setPreviousApplication: (previousApplication) => set({ previousApplication }),
}));

/** Whether anything was typed; an untouched form needs no draft. */
export const isBlank = (intake: Intake): boolean =>
  intake.utilities.length === 0 &&
  Object.keys(intake.form).length === 0 &&
  intake.outage === null &&
  intake.service === null;

/** The path and text of a role's field; null if the form has no such field. */
export function roleField(role: FieldRole): { section: string; field: string; typed: string } | null {
  const { profile, form } = useIntakeStore.getState();
  for (const section of profile?.form.sections ?? []) {
    const field = section.fields.find((each) => each.role === role);
    if (field === undefined) continue;
    const value = form[section.id]?.[field.id];
    return { section: section.id, field: field.id, typed: typeof value === "string" ? value : "" };
  }
  return null;
}

/** Types a text into the field of a role; false if the form has no such field. */
export function setRole(role: FieldRole, text: string): boolean {
  const place = roleField(role);
  if (place !== null) useIntakeStore.getState().setValue(place.section, place.field, text);
  return place !== null;
}
