// Speaks the language of resources/windows/spooler.ps1 in its place: run as a child process with the folder that holds its plan.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Break, Plan, SpooledJob, Step } from "./plan.ts";

const dir = process.argv[2] ?? "";
const read = <T>(name: string, otherwise: T): T =>
  existsSync(join(dir, name)) ? (JSON.parse(readFileSync(join(dir, name), "utf8")) as T) : otherwise;
function write(name: string, value: unknown): void {
  writeFileSync(join(dir, `${name}.new`), JSON.stringify(value));
  renameSync(join(dir, `${name}.new`), join(dir, name));
}
let plan: Plan = read("plan.json", {});
const jobs = (): SpooledJob[] => read("jobs.json", []);
const PRINTING = 0x10 | 0x80 | 0x1000;
const ENDED = 0x80 | 0x1000;
const DELETED = 0x4 | 0x100;

let lastBreak: Break["how"] | null = null;
let input = Buffer.alloc(0);
let asked: Record<string, unknown> = {};
const ascii = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
const send = (words: object): void =>
  void process.stdout.write(`${ascii(JSON.stringify({ ...words, id: asked["id"] ?? 0 }))}\n`);

/** Counts the breaks across processes, so that a restarted helper may be sound. */
function breakAt(at: Break["at"]): Break | null {
  const done = read<Record<string, number>>("breaks.json", {});
  const found = plan.breaks?.find(
    (each) => each.at === at && (each.times === undefined || (done[`${at} ${each.how}`] ?? 0) < each.times),
  );
  if (found === undefined) return null;
  write("breaks.json", { ...done, [`${at} ${found.how}`]: (done[`${at} ${found.how}`] ?? 0) + 1 });
  return found;
}

function flood(piece: string): void {
  const more = (): void => {
    while (process.stdout.write(piece));
    process.stdout.once("drain", more);
  };
  more();
}

/** True where it broke, so that nothing else is said. */
function broke(at: Break["at"]): boolean {
  const found = breakAt(at);
  lastBreak = found?.how ?? null;
  if (found === null) return false;
  switch (found.how) {
    case "die":
      process.exit(3);
      break;
    case "garbage":
      process.stdout.write(Buffer.from(Array.from({ length: 400 }, (_, i) => (i * 37 + 11) % 256)));
      process.stdout.write("\n");
      break;
    case "not-json":
      process.stdout.write("Add-Type : Cannot add type. Compilation errors occurred.\n");
      break;
    case "endless-line":
      flood("x".repeat(65_536));
      break;
    case "endless-lines":
      flood(`${JSON.stringify({ note: "page", id: asked["id"] })}\n`.repeat(100));
      break;
    case "silence":
      break;
    case "other-id":
      process.stdout.write(
        `${JSON.stringify({ id: 99_999, status: 0, attributes: 0, port: "USB001", kept: true, there: true, printer: 0, done: true })}\n`,
      );
      break;
    case "wrong-shape":
      send({ status: "ready", kept: 1, there: "yes", done: null });
      break;
    case "error":
      send({ error: found.code ?? 5, what: found.what ?? "StartDocPrinter" });
      break;
    case "twice":
      send({ status: 0, attributes: 0, port: "USB001" });
      send({ status: 0, attributes: 0, port: "USB001" });
      break;
  }
  return true;
}

const stepOf = (job: SpooledJob): Step => {
  const steps = plan.steps ?? [{ status: 0x10 }, { status: 0x80 }];
  return steps[Math.min(Math.max(job.looks - 1, 0), steps.length - 1)] ?? { status: 0 };
};

/** A queue gives its job to the device when it says so, and holds one that was paused in time. */
function look(name: string, isLook: boolean): { job: SpooledJob | null; step: Step } {
  const all = jobs();
  const job = all.find((each) => each.name === name && !each.deleted);
  if (job === undefined) return { job: null, step: { status: 0 } };
  if (isLook && !job.paused) job.looks += 1;
  const step = stepOf(job);
  if ((step.status & PRINTING) !== 0 && job.printed === 0) job.printed = 1;
  if (step.gone === true || (plan.kept === false && (step.status & ENDED) !== 0)) job.deleted = true;
  const there = job.deleted ? null : { ...job };
  // It is on its way out of the queue, and will not print.
  if ((step.status & DELETED) !== 0) job.deleted = true;
  write("jobs.json", all);
  return { job: there, step };
}

function spool(body: Buffer): void {
  const trays = plan.trays ?? [];
  if (typeof asked["tray"] === "string" && !trays.includes(asked["tray"]))
    return send({ refused: "tray", what: trays.join(", ") });
  const isNonsense = broke("asked");
  // What it answers in order it also does in order: after a refusal it does not go on.
  if (isNonsense && lastBreak === "error") return;
  if (!isNonsense) send({ note: "starting" });
  const isEarly = plan.breaks?.some((each) => each.at === "starting" && each.what === "StartDocPrinter") === true;
  if (!isEarly)
    write("jobs.json", [
      ...jobs(),
      {
        name: String(asked["name"]),
        request: asked,
        body: body.toString("base64"),
        paused: false,
        deleted: false,
        released: false,
        looks: 0,
        printed: 0,
      },
    ]);
  if (isNonsense || broke("starting")) return;
  if (asked["do"] === "pdf") send({ note: "page", page: 1 });
  if (broke("spooled")) return;
  send({ kept: plan.kept ?? true });
}

function control(): void {
  const all = jobs();
  const job = all.find((each) => each.name === asked["name"] && !each.deleted);
  if (job === undefined) return send({ done: false });
  if (asked["command"] === "pause") job.paused = true;
  if (asked["command"] === "delete" && plan.stubborn !== true) job.deleted = true;
  if (asked["command"] === "release") job.released = true;
  write("jobs.json", all);
  send({ done: plan.stubborn !== true });
}

function answer(body: Buffer): void {
  switch (asked["do"]) {
    case "list":
      if (!broke("list")) send({ printers: plan.names ?? [] });
      break;
    case "state":
      if (!broke("state"))
        send({ status: plan.status ?? 0, attributes: plan.attributes ?? 0, port: plan.port ?? "USB001" });
      break;
    case "raw":
    case "pdf":
      spool(body);
      break;
    case "job": {
      if (broke("job")) break;
      const { job, step } = look(String(asked["name"]), true);
      const printer = { printer: step.printer ?? plan.status ?? 0, attributes: plan.attributes ?? 0 };
      send(
        job === null
          ? { there: false, status: 0, pages: 0, ...printer }
          : { there: true, status: step.status | (job.paused ? 1 : 0), pages: 0, ...printer },
      );
      break;
    }
    case "control":
      if (!broke("control")) control();
      break;
  }
}

process.stdin.on("data", (piece: Buffer) => {
  input = Buffer.concat([input, piece]);
  for (;;) {
    const end = input.indexOf(10);
    if (end < 0) return;
    const line = input.subarray(0, end).toString("latin1");
    asked = JSON.parse(line) as Record<string, unknown>;
    const length = Number(asked["bytes"] ?? 0);
    if (input.length < end + 1 + length) return;
    const body = input.subarray(end + 1, end + 1 + length);
    input = input.subarray(end + 1 + length);
    plan = read("plan.json", {});
    write("requests.json", [...read<string[]>("requests.json", []), line]);
    answer(body);
  }
});
process.stdin.on("end", () => process.exit(0));
setTimeout(() => {
  if (!broke("ready")) send({ ready: 5 });
}, plan.slowMs ?? 0);
