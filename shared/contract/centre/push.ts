import { z } from "zod";
import { EntryWindow, StationKind, StationPrefix, Token } from "./station.ts";

/**
 * The version that the centre already has from another window (版本冲突). Its content reaches the other windows
 * through the feed, under the same key. Other content under one key is a different case, reported by `held`.
 */
export const TheirVersion = z.strictObject({
  key: z.uuid(),
  sequence: z.int().positive(),
  kind: z.string().max(60),
  payloadHash: z.string().regex(/^[0-9a-f]{64}$/),
  receivedAt: z.string().max(40),
  window: EntryWindow,
});
export type TheirVersion = z.infer<typeof TheirVersion>;

/** The centre's HTTP contract (中心平台); its OpenAPI document is generated from these schemas. */
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Enrols a station: the hall's enrolment code is exchanged for a prefix and a token, shown once. */
export const EnrolRequest = z.strictObject({
  enrolmentCode: z.string().min(8).max(200),
  hallName: z.string().min(1).max(100),
  stationName: z.string().min(1).max(100),
  /** What the station is; refused where the code is for another kind. Older stations leave it out. */
  kind: StationKind.optional(),
});
export type EnrolRequest = z.infer<typeof EnrolRequest>;
/** What a station gets when it is enrolled; the token is given once. The kind is named to those that named theirs. */
export const EnrolAnswer = z.strictObject({
  stationId: z.uuid(),
  prefix: StationPrefix,
  token: Token,
  kind: StationKind.optional(),
});
export type EnrolAnswer = z.infer<typeof EnrolAnswer>;

/** One outbox entry as it travels; `payloadHash` is the SHA-256 of the UTF-8 bytes of `payload`. */
export const PushEntry = z.strictObject({
  kind: z
    .string()
    .regex(/^[a-z]+(\.[a-zA-Z]+)+$/)
    .max(60),
  applicationId: z.uuid(),
  /** Grows by one with each entry of the same application. */
  sequence: z.int().positive(),
  payloadHash: Sha256,
  /** The frozen payload, JSON as text so that its bytes and hash never change on the way. */
  payload: z.string().min(2).max(4_000_000),
  /** Where another station carries the entry: that the station which made it did so (`relay-proof.ts`). */
  proof: Sha256.optional(),
});
export type PushEntry = z.infer<typeof PushEntry>;

/** A receipt number; bounded, as each one is kept with its entry. */
export const ReceiptNumber = z.string().min(8).max(100);

/** The proof that the centre holds the entry durably. */
export const PushReceipt = z.strictObject({
  key: z.uuid(),
  receipt: ReceiptNumber,
  payloadHash: Sha256,
  receivedAt: z.string(),
  duplicate: z.boolean(),
});
export type PushReceipt = z.infer<typeof PushReceipt>;

/** Every refusal, with the same three parts as on screen. */
export const CentreProblem = z.strictObject({
  code: z.enum([
    "bad-request",
    "not-enrolled",
    "not-permitted",
    "conflict",
    "version-conflict",
    "case-over",
    "too-large",
    "too-many",
    "unavailable",
    "not-found",
    "wrong-method",
  ]),
  what: z.strictObject({ zh: z.string(), en: z.string() }),
  fields: z.array(z.strictObject({ path: z.string(), message: z.string() })),
  /** On conflict: the hash that the centre already holds under this key. */
  held: z.strictObject({ payloadHash: Sha256, receipt: z.string().max(100) }).nullable(),
  /** On a version conflict only: what another window of the hall made of that version. */
  theirs: TheirVersion.optional(),
});
export type CentreProblem = z.infer<typeof CentreProblem>;

/** The most entries that travel in one call. */
export const BATCH_ENTRIES = 200;
/** One entry of a batch, with the key that its address has when it travels alone. */
export const BatchEntry = z.strictObject({ key: z.uuid(), ...PushEntry.shape });
export type BatchEntry = z.infer<typeof BatchEntry>;
/** Entries that travel in one call; those of one application are in order. Each is accepted or refused by itself. */
export const PushBatch = z.strictObject({ entries: z.array(BatchEntry).min(1).max(BATCH_ENTRIES) });
export type PushBatch = z.infer<typeof PushBatch>;
/** What became of one entry of a batch. */
export const BatchAnswer = z.discriminatedUnion("outcome", [
  /** The centre holds it durably, since this call or an earlier one. */
  z.strictObject({ outcome: z.literal("held"), ...PushReceipt.shape }),
  /** Other content is held under this key, with the receipt it got. */
  z.strictObject({
    outcome: z.literal("conflict"),
    key: z.uuid(),
    payloadHash: Sha256,
    held: z.strictObject({ payloadHash: Sha256, receipt: z.string().max(100) }),
  }),
  /** Another window of the hall has made this version of the application; nothing was written. */
  z.strictObject({ outcome: z.literal("version-conflict"), key: z.uuid(), payloadHash: Sha256, theirs: TheirVersion }),
  z.strictObject({ outcome: z.literal("refused"), key: z.uuid(), problem: CentreProblem }),
  /** Not looked at, because an earlier entry of the same application in this call was not taken. */
  z.strictObject({ outcome: z.literal("held-back"), key: z.uuid() }),
]);
export type BatchAnswer = z.infer<typeof BatchAnswer>;
/** One answer for each entry of a batch, in the order in which they were sent. */
export const PushBatchAnswer = z.strictObject({ answers: z.array(BatchAnswer).min(1).max(BATCH_ENTRIES) });
export type PushBatchAnswer = z.infer<typeof PushBatchAnswer>;

/** One application as the centre shows it to its own hall. */
export const CentreApplication = z.strictObject({
  applicationId: z.uuid(),
  entries: z.array(
    z.strictObject({
      key: z.uuid(),
      kind: z.string(),
      sequence: z.int(),
      payloadHash: Sha256,
      receipt: z.string(),
      receivedAt: z.string(),
    }),
  ),
});
export type CentreApplication = z.infer<typeof CentreApplication>;

/** How the centre is: `durable` says whether what it confirms outlives a power cut. */
export const Health = z.strictObject({
  status: z.enum(["ok", "degraded"]),
  store: z.enum(["postgresql", "pglite"]),
  durable: z.boolean(),
  version: z.string(),
  /** Null while the store does not answer. */ epoch: z.uuid().nullable(),
});
export type Health = z.infer<typeof Health>;

/**
 * Paths of the contract; `:name` marks a parameter. Within `/v1` the wire keeps its older words: `standing` is the status,
 * `held` is accepted, `held-back` is blocked, `party` is an agency (单位), `sheet` is a document.
 */
export const centrePaths = {
  enrol: "/v1/stations",
  push: "/v1/entries/:key",
  pushBatch: "/v1/entries",
  application: "/v1/applications/:id",
  status: "/v1/standing",
  token: "/v1/stations/token",
  accepted: "/v1/held",
  attachment: "/v1/attachments/:hash",
  attachmentPiece: "/v1/attachments/:hash/pieces/:offset",
  acceptedAttachments: "/v1/held-attachments",
  feed: "/v1/feed",
  publication: "/v1/publications/:hash",
  register: "/v1/register/companies/:creditCode",
  registerProject: "/v1/register/projects/:projectCode",
  health: "/health",
  agencyApplications: "/v1/party/applications",
  agencyApplication: "/v1/party/applications/:id",
  agencyDocuments: "/v1/party/applications/:id/documents",
  agencyDocument: "/v1/party/applications/:id/documents/:hash",
  agencyReport: "/v1/party/reports/:key",
  agencyReports: "/v1/party/reports",
  acceptedReports: "/v1/party/held",
  metrics: "/metrics",
  openapi: "/openapi.json",
} as const;
