import { z } from "zod";
import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { consentText } from "./consent.ts";
import { DraftConsent } from "./draft-body.ts";
import type { Field, FormDefinition, FormSection, SimpleField } from "#shared/profile/form.ts";
import { OutsideLine } from "#shared/profile/outside-line.ts";
import { CHANNELS, type Profile } from "#shared/profile/profile.ts";

/** A JSON Schema (2020-12) or a part of one. */
export type JsonSchema = { [key: string]: JsonValue };
/** Anything that JSON can hold. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonSchema;

/** The parts of an intake file by their names for people. */
export const INTAKE_PARTS = {
  profile: bilingual("地方规则", "Profile"),
  utilities: bilingual("申请业务", "Utilities"),
  channel: bilingual("渠道", "Channel"),
  service: bilingual("申请服务", "Service"),
  earlier: bilingual("原报装受理编号", "Number of the earlier connection"),
  form: bilingual("申请表", "Form"),
  outsideLines: bilingual("外线工程", "Outside lines"),
  noOutsideLine: bilingual("无外线工程的业务", "Utilities without an outside line"),
  consent: bilingual("代办同意", "Consent to an entry on behalf"),
  key: bilingual("幂等键", "Idempotency key"),
};

const titled = (label: Bilingual, schema: JsonSchema): JsonSchema => ({
  title: `${label.zh} / ${label.en}`,
  ...schema,
});
const object = (properties: JsonSchema, required: string[] = []): JsonSchema => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});
const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: "null" }] });

function amountSchema(field: Extract<SimpleField, { kind: "amount" }>): JsonSchema {
  const part = field.decimals === 0 ? "" : `([.]\\d{1,${field.decimals}})?`;
  const number: JsonSchema = {
    anyOf: [
      { type: "number", minimum: 0 },
      { type: "string", pattern: `^\\d{1,12}${part}$` },
    ],
  };
  const unit: JsonSchema = field.units.length === 0 ? { type: "null" } : { enum: field.units.map((each) => each.id) };
  const whole = object({ amount: number, unit }, field.units.length > 1 ? ["amount", "unit"] : ["amount"]);
  return field.units.length > 1 ? whole : { anyOf: [number, whole] };
}

function valueSchema(field: Field): JsonSchema {
  switch (field.kind) {
    case "text":
      return { type: "string", maxLength: field.maxLength };
    case "amount":
      return amountSchema(field);
    case "integer":
      return { type: "integer", minimum: 0 };
    case "date":
      return { type: "string", format: "date", pattern: "^\\d{4}-\\d{2}-\\d{2}$" };
    case "hour":
      return { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3])(:00)?$" };
    case "choice":
      return { enum: field.options.map((option) => option.id) };
    case "choices":
      return { type: "array", uniqueItems: true, items: { enum: field.options.map((option) => option.id) } };
    case "yes-no":
      return { type: "boolean" };
    case "list":
      return { type: "array", maxItems: field.maxRows, items: fieldsSchema(field.fields) };
  }
}

/** An object of fields; a required one must be present and not null. */
function fieldsSchema(fields: readonly Field[]): JsonSchema {
  const entries = fields.map((field): [string, JsonSchema] => [
    field.id,
    titled(field.label, field.required ? valueSchema(field) : orNull(valueSchema(field))),
  ]);
  return object(
    Object.fromEntries(entries),
    fields.filter((field) => field.required).map((field) => field.id),
  );
}

/**
 * A utility's section is required only if the utility is ticked. Its required fields are therefore named here and
 * checked at intake.
 */
const sectionSchema = (section: FormSection): JsonSchema => titled(section.label, fieldsSchema(section.fields));

/** The JSON Schema that zod makes for an outside line in a file. */
function outsideLineSchema(utilities: string[]): JsonValue {
  const { $schema: _, ...schema } = z.toJSONSchema(OutsideLine, { io: "input" });
  const plain: JsonSchema = JSON.parse(JSON.stringify(schema));
  const properties = plain["properties"];
  return {
    ...plain,
    properties: {
      ...(typeof properties === "object" && !Array.isArray(properties) ? properties : {}),
      utility: { enum: utilities },
    },
  };
}

/** The consent in a file. The words agreed to are fixed, so that a file cannot claim that others were shown. */
function consentSchema(profile: Profile): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(DraftConsent, { io: "input" });
  const plain: JsonSchema = JSON.parse(JSON.stringify(schema));
  const properties = plain["properties"];
  const text = consentText(profile);
  return {
    ...plain,
    properties: {
      ...(typeof properties === "object" && !Array.isArray(properties) ? properties : {}),
      shown: { enum: [text.zh, text.en] },
    },
  };
}

/** One form as a part of an intake file. */
function formSchema({ title, sections }: FormDefinition): JsonSchema {
  const common = sections.filter(
    (section) => section.utility === null && section.fields.some((field) => field.required),
  );
  return titled(
    bilingual(title, INTAKE_PARTS.form.en),
    object(
      Object.fromEntries(sections.map((section) => [section.id, sectionSchema(section)])),
      common.map((section) => section.id),
    ),
  );
}

/** Makes the JSON Schema (2020-12) of an intake file for one profile, titles in both languages. */
export function intakeJsonSchema(profile: Profile): JsonSchema {
  const utilities = profile.utilities.map((utility) => utility.id);
  // Intake checks which form goes with which service; a connection names none.
  const own = profile.services.flatMap(({ id, form }) => (form === null ? [] : [{ id, form }]));
  const properties: JsonSchema = {
    profile: titled(INTAKE_PARTS.profile, { const: profile.id }),
    utilities: titled(INTAKE_PARTS.utilities, {
      type: "array",
      minItems: 1,
      uniqueItems: true,
      items: { enum: utilities },
    }),
    channel: titled(INTAKE_PARTS.channel, { enum: [...CHANNELS] }),
    form:
      own.length === 0
        ? formSchema(profile.form)
        : { anyOf: [profile.form, ...own.map(({ form }) => form)].map(formSchema) },
    ...(own.length === 0
      ? {}
      : {
          service: titled(INTAKE_PARTS.service, { enum: own.map(({ id }) => id) }),
          earlier: titled(INTAKE_PARTS.earlier, { type: "string", maxLength: 60 }),
        }),
    outsideLines: titled(INTAKE_PARTS.outsideLines, {
      type: "array",
      maxItems: 20,
      items: outsideLineSchema(utilities),
    }),
    noOutsideLine: titled(INTAKE_PARTS.noOutsideLine, {
      type: "array",
      maxItems: 20,
      uniqueItems: true,
      items: { enum: utilities },
    }),
    consent: titled(INTAKE_PARTS.consent, consentSchema(profile)),
    key: titled(INTAKE_PARTS.key, { type: "string", format: "uuid" }),
  };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: `${profile.name.zh}受理文件（${profile.documentNumber}） / Intake file of ${profile.name.en}`,
    ...object(properties, ["profile", "utilities", "form"]),
  };
}
