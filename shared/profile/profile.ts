import { z } from "zod";
import { Bilingual } from "#shared/lib/bilingual.ts";
import { CallbackRule } from "./callback-rule.ts";
import { FormDefinition, Sheet } from "./form.ts";
import { ListedMaterial } from "./materials.ts";
import { ProfileExample } from "./profile-examples.ts";
import { leaf } from "./quoted.ts";
import { RouteRule, ROUTES, interpretationsNeeded } from "./routing-rules.ts";
import { LocalDate } from "#shared/time/instant.ts";

const Id = z.string().regex(/^[a-z][a-z0-9-]*$/, "小写字母、数字和连字符 / lower-case letters, digits and hyphens");

/** A utility that may be applied for (水、电、气、热、网…), with its items in the policy. */
export const Utility = leaf({
  id: Id,
  label: Bilingual,
  /** Its name on the form, e.g. 用水报装. */
  itemLabel: Bilingual,
  items: z.array(leaf({ id: Id, label: Bilingual })).default([]),
});
export type Utility = z.infer<typeof Utility>;

/** The ways an application reaches the hall (渠道). */
export const CHANNELS = ["counter", "kiosk", "phone", "online", "on-behalf"] as const;
/** How the application came in (渠道). */
export const Channel = z.enum(CHANNELS);
export type Channel = z.infer<typeof Channel>;

/** What starts a deadline. */
export const StartEvent = z.enum(["intake", "utility-application-received", "agreed-time", "supplement-done"]);
export type StartEvent = z.infer<typeof StartEvent>;

/** A length of time as the policy words it; `same-day` ends at close of business of the start day. */
export const DeadlineAmount = z.strictObject({
  unit: z.enum(["working-days", "working-half-days", "calendar-days", "same-day"]),
  count: z.int().nonnegative(),
});
export type DeadlineAmount = z.infer<typeof DeadlineAmount>;

/** The effect of a recorded interpretation of an ambiguity. */
export const InterpretationRef = z.strictObject({ ambiguity: z.string().min(1), reading: Id });
export type InterpretationRef = z.infer<typeof InterpretationRef>;

/** A deadline (时限); `amount` is null if the policy names it without a number. */
export const DeadlineRule = leaf({
  id: Id,
  label: Bilingual,
  startEvent: StartEvent,
  amount: DeadlineAmount.nullable(),
  /** `limit` makes a case overdue; `promise` is the stricter time shown to the citizen. */
  standing: z.enum(["limit", "promise"]),
  /** The routes for which it runs; null means every application. */
  routes: z.array(z.enum(ROUTES)).nullable().default(null),
  /** Other amounts, and sometimes other starts, that a recorded interpretation selects. */
  alternatives: z
    .array(z.strictObject({ when: InterpretationRef, amount: DeadlineAmount, startEvent: StartEvent.optional() }))
    .default([]),
  /** Reasons for which this deadline may pause. */
  pauses: z.array(leaf({ id: Id, label: Bilingual })).default([]),
});
export type DeadlineRule = z.infer<typeof DeadlineRule>;

/** Who answers for an application, for some channels (首接负责制). */
export const DutyRule = leaf({
  channels: z.array(Channel).min(1),
  duty: z.enum(["first-receiver", "last-handler", "accepting-operator"]),
  ambiguity: z.string().nullable().default(null),
});
export type DutyRule = z.infer<typeof DutyRule>;

/**
 * A question that the policy leaves open, with all its interpretations and the default until a supervisor records
 * one.
 */
export const Ambiguity = leaf({
  id: z.string().min(1),
  question: Bilingual,
  readings: z.array(z.strictObject({ id: Id, text: Bilingual })).min(2),
  default: Id,
});
export type Ambiguity = z.infer<typeof Ambiguity>;

/** A department that gives its opinion on the approval sheet (签批部门). */
export const Signer = leaf({ id: Id, label: Bilingual });
export type Signer = z.infer<typeof Signer>;

/** Who leads the joint approval. */
export const Lead = leaf({
  kind: z.enum(["department", "first-receiver", "utility", "not-named"]),
  department: Bilingual.nullable(),
});
export type Lead = z.infer<typeof Lead>;

/** A document that the policy attaches (`annex`), or only names or implies (`inferred`, printed as 推定). */
const PaperDocument = leaf({
  title: z.string().min(1),
  sheet: Sheet.nullable(),
});

/** One locality's rules, forms, deadlines and signers, each leaf with its quote from the policy (地方规则). */
export const Profile = z
  .strictObject({
    id: Id,
    version: z.int().positive(),
    name: Bilingual,
    documentNumber: z.string().min(3),
    title: leaf({ text: z.string().min(3) }),
    /** Null if the copy of the policy has no date. */
    issuedOn: LocalDate.nullable(),
    effectiveFrom: LocalDate.nullable(),
    scope: z.array(leaf({ text: Bilingual })).min(1),
    /**
     * The services of the hall. One with a form of its own (更名、过户) is applied for by itself and needs no outside
     * line.
     */
    services: z.array(leaf({ id: Id, label: Bilingual, form: FormDefinition.nullable().default(null) })),
    utilities: z.array(Utility).min(1),
    form: FormDefinition,
    routing: z.strictObject({
      /** Tried in order: the first match wins, else joint approval; null if the policy gives no limits. */
      lanes: z.array(RouteRule).nullable(),
      noLimits: leaf({ text: Bilingual }).nullable(),
      chosenBy: leaf({ text: Bilingual }).nullable(),
      jointApproval: leaf({ label: Bilingual }),
    }),
    clocks: z.array(DeadlineRule),
    lead: Lead,
    /** Null if the policy does not say who signs. */
    signers: z.array(Signer).nullable(),
    firstContact: z.strictObject({
      name: leaf({ text: Bilingual }),
      rules: z.array(DutyRule).min(1),
      mixed: DutyRule.nullable(),
    }),
    /**
     * Service specialists (服务专员); null if the policy has none. `response` is null if it gives them no time to answer.
     */
    specialists: leaf({ response: DeadlineAmount.nullable() }).nullable().default(null),
    commitmentLetter: PaperDocument.extend({
      /** The side that promises and signs. */
      promisor: leaf({ party: z.enum(["utility", "applicant"]), label: Bilingual }),
      promises: z.array(leaf({ text: z.string().min(2) })).min(1),
    }),
    approvalSheet: PaperDocument,
    suspension: leaf({ months: z.int().positive(), label: Bilingual, untilRectified: z.boolean() }).nullable(),
    obligations: z.array(leaf({ id: Id, text: Bilingual })),
    /**
     * Materials that the policy lists with number, requirement and medium; never mandatory, and empty if it lists
     * none.
     */
    materials: z.array(ListedMaterial).default([]),
    /** Callbacks (回访) that the policy requires; empty if it requires none. */
    callbacks: z.array(CallbackRule).default([]),
    ambiguities: z.array(Ambiguity),
    /** Scan errors, printed as they are or corrected, as the locality chooses. */
    corrections: z
      .array(leaf({ printed: z.string().min(1), corrected: z.string().min(1), use: z.enum(["printed", "corrected"]) }))
      .default([]),
    /** Known answers, checked against the profile's own rules each time it is loaded. */
    examples: z.array(ProfileExample).default([]),
  })
  .superRefine((profile, context) => {
    const fail = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
    const utilities = new Set(profile.utilities.map((utility) => utility.id));
    const forms: [FormDefinition, PropertyKey[]][] = [
      [profile.form, ["form"]],
      ...profile.services.flatMap(({ form }, i): [FormDefinition, PropertyKey[]][] =>
        form === null ? [] : [[form, ["services", i, "form"]]],
      ),
    ];
    for (const [form, path] of forms) {
      form.sections.forEach((section, i) => {
        if (section.utility !== null && !utilities.has(section.utility))
          fail(
            [...path, "sections", i, "utility"],
            `不是这套地方规则的业务 / not a utility of this profile: ${section.utility}`,
          );
      });
      const roles = new Set(form.sections.flatMap((section) => section.fields.map((field) => field.role)));
      for (const role of ["applicant", "site", "contact", "phone"] as const) {
        if (!roles.has(role)) fail([...path, "sections"], `缺少必有的项目 / a field with this role is needed: ${role}`);
      }
    }
    const interpretations = new Map(
      profile.ambiguities.map((ambiguity) => [ambiguity.id, new Set(ambiguity.readings.map((reading) => reading.id))]),
    );
    profile.ambiguities.forEach((ambiguity, i) => {
      if (!interpretations.get(ambiguity.id)?.has(ambiguity.default))
        fail(["ambiguities", i, "default"], `默认解释不在列表中 / default reading is not listed: ${ambiguity.default}`);
    });
    const known = (ref: InterpretationRef, path: PropertyKey[]) => {
      if (!interpretations.get(ref.ambiguity)?.has(ref.reading))
        fail(path, `没有这个解释 / no such reading: ${ref.ambiguity}=${ref.reading}`);
    };
    profile.routing.lanes?.forEach((rule, i) =>
      rule.conditions.forEach((condition, j) =>
        interpretationsNeeded(condition).forEach((ref) => known(ref, ["routing", "lanes", i, "conditions", j, "when"])),
      ),
    );
    profile.clocks.forEach((rule, i) =>
      rule.alternatives.forEach((other, j) => known(other.when, ["clocks", i, "alternatives", j, "when"])),
    );
    if (profile.routing.lanes === null && profile.routing.noLimits === null)
      fail(["routing", "noLimits"], "没有数值标准时须说明出处 / say why there are no limits");
  });
export type Profile = z.infer<typeof Profile>;
/** A profile as it is written in a file, defaults left out. */
export type ProfileInput = z.input<typeof Profile>;
