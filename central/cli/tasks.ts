import { bilingual } from "#shared/lib/bilingual.ts";
import { badInput } from "#shared/lib/problem.ts";

/** The options that ask for one act of administration; each takes its value in the same argument. */
export const TASK_OPTIONS = {
  "create-hall": { type: "string" },
  "revoke-station": { type: "string" },
  "revoke-codes": { type: "string" },
  "list-stations": { type: "boolean" },
  "create-party": { type: "string" },
  "revoke-party": { type: "string" },
  "make-signing-key": { type: "string" },
  sign: { type: "string" },
  "publish-profile": { type: "string" },
  "publish-calendar": { type: "string" },
  "publish-roster": { type: "string" },
  "list-publications": { type: "boolean" },
  "load-register": { type: "string" },
  import: { type: "string" },
  backup: { type: "string" },
  restore: { type: "string" },
  "mark-backup": { type: "boolean" },
  "confirm-backup": { type: "string" },
  "new-epoch": { type: "boolean" },
  partition: { type: "string" },
} as const;

/** One act of administration, or to serve. */
export type Task =
  | { kind: "serve" }
  | { kind: "help" }
  | { kind: "create-hall"; name: string }
  | { kind: "revoke-station"; prefix: string }
  | { kind: "revoke-codes"; hall: string }
  | { kind: "list-stations" }
  | { kind: "create-party"; name: string; utility: string | null; halls: string[] }
  | { kind: "revoke-party"; name: string }
  | { kind: "make-signing-key"; file: string }
  | { kind: "sign"; file: string; key: string }
  | { kind: "publish-profile" | "publish-calendar"; file: string; signature: string; halls: string[] | null }
  | { kind: "publish-roster"; file: string; halls: string[] | null }
  | { kind: "list-publications" }
  | { kind: "load-register"; file: string; source: string | null; asOf: string | null }
  | { kind: "import"; file: string; passphraseFile: string }
  | { kind: "backup" | "restore"; file: string }
  | { kind: "mark-backup" }
  | { kind: "confirm-backup"; position: number }
  | { kind: "new-epoch" }
  | { kind: "partition"; partitions: number };

/** The options as they were typed. */
export type TaskValues = { [name in keyof typeof TASK_OPTIONS]?: string | boolean | undefined } & {
  help?: boolean | undefined;
  utility?: string | undefined;
  key?: string | undefined;
  signature?: string | undefined;
  "passphrase-file"?: string | undefined;
  source?: string | undefined;
  "as-of"?: string | undefined;
  hall?: string[] | undefined;
};

const wrong = (path: string, zh: string, en: string) => badInput([{ path, message: bilingual(zh, en) }]);

function readName(option: string, name: string): string {
  const sound = name.trim() !== "" && name.length <= 100 && !/\p{Cc}/u.test(name) && name.isWellFormed();
  if (!sound)
    throw wrong(
      option,
      "名称须为 1 到 100 个字，不含控制字符",
      "a name is 1 to 100 characters without control characters",
    );
  return name.trim();
}

function readFile(option: string, file: string): string {
  if (file.trim() === "") throw wrong(option, "须给出文件", "must name a file");
  return file;
}

function readPosition(text: string): number {
  if (!/^\d{1,15}$/.test(text))
    throw wrong(
      "--confirm-backup",
      "须为 --mark-backup 给出的整数",
      "must be the whole number that --mark-backup gave",
    );
  return Number(text);
}

const MAX_PARTITIONS = 256;

function readPartitions(text: string): number {
  const partitions = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (partitions < 2 || partitions > MAX_PARTITIONS)
    throw wrong(
      "--partition",
      `须为 2 到 ${MAX_PARTITIONS} 的整数`,
      `must be a whole number from 2 to ${MAX_PARTITIONS}`,
    );
  return partitions;
}

function readUtility(id: string): string {
  if (!/^[a-z][A-Za-z0-9-]{0,59}$/.test(id))
    throw wrong("--utility", "须为规则包中的业务代码，如 water", "must be a utility's id in the profile, e.g. water");
  return id;
}

function readHalls(names: readonly string[] | undefined): string[] {
  if (names === undefined || names.length === 0) throw wrong("--hall", "须至少给出一个大厅", "name at least one hall");
  return names.map((name) => readName("--hall", name));
}

const readPublish = (
  kind: "publish-profile" | "publish-calendar",
  file: string,
  { signature, hall }: TaskValues,
): Task => ({
  kind,
  file: readFile(`--${kind}`, file),
  signature: readFile("--signature", signature ?? ""),
  halls: hall === undefined ? null : readHalls(hall),
});

const readers: Record<keyof typeof TASK_OPTIONS, (value: string, values: TaskValues) => Task> = {
  "create-hall": (value) => ({ kind: "create-hall", name: readName("--create-hall", value) }),
  "revoke-station": (prefix) => ({ kind: "revoke-station", prefix }),
  "revoke-codes": (value) => ({ kind: "revoke-codes", hall: readName("--revoke-codes", value) }),
  "list-stations": () => ({ kind: "list-stations" }),
  "create-party": (value, { utility, hall }) => ({
    kind: "create-party",
    name: readName("--create-party", value),
    utility: utility === undefined ? null : readUtility(utility),
    halls: readHalls(hall),
  }),
  "revoke-party": (value) => ({ kind: "revoke-party", name: readName("--revoke-party", value) }),
  "make-signing-key": (value) => ({ kind: "make-signing-key", file: readFile("--make-signing-key", value) }),
  sign: (value, { key }) => ({ kind: "sign", file: readFile("--sign", value), key: readFile("--key", key ?? "") }),
  "publish-profile": (value, values) => readPublish("publish-profile", value, values),
  "publish-calendar": (value, values) => readPublish("publish-calendar", value, values),
  "publish-roster": (value, { hall }) => ({
    kind: "publish-roster",
    file: readFile("--publish-roster", value),
    halls: hall === undefined ? null : readHalls(hall),
  }),
  "load-register": (value, { source, "as-of": asOf }) => ({
    kind: "load-register",
    file: readFile("--load-register", value),
    source: source ?? null,
    asOf: asOf ?? null,
  }),
  "list-publications": () => ({ kind: "list-publications" }),
  import: (value, values) => ({
    kind: "import",
    file: readFile("--import", value),
    passphraseFile: readFile("--passphrase-file", values["passphrase-file"] ?? ""),
  }),
  backup: (value) => ({ kind: "backup", file: readFile("--backup", value) }),
  restore: (value) => ({ kind: "restore", file: readFile("--restore", value) }),
  "mark-backup": () => ({ kind: "mark-backup" }),
  "confirm-backup": (value) => ({ kind: "confirm-backup", position: readPosition(value) }),
  "new-epoch": () => ({ kind: "new-epoch" }),
  partition: (value) => ({ kind: "partition", partitions: readPartitions(value) }),
};

/** What the options ask for; two acts at once are refused. */
export function readTask(values: TaskValues): Task {
  if (values.help === true) return { kind: "help" };
  const asked = (Object.keys(readers) as (keyof typeof readers)[]).filter((name) => values[name] !== undefined);
  const [first, second] = asked;
  if (first === undefined) return { kind: "serve" };
  if (second !== undefined) throw wrong(`--${second}`, "一次只能做一件事", "only one act at a time");
  return readers[first](String(values[first]), values);
}
