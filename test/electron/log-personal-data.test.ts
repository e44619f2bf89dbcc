import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Answer } from "#shared/contract/call.ts";
import { calls, type Calls } from "#shared/contract/calls.ts";
import { askDispatcher, createDispatcher, type HandlersOf } from "#station/core/dispatcher.ts";
import { openSession } from "#station/core/session.ts";
import { putSetting } from "#station/db/settings.ts";
import { actorOf } from "#station/people/sign-in.ts";
import { DEMO_PIN } from "#station/people/demo-people.ts";
import { acceptedOf } from "#test/helpers/accepted-of.ts";
import { ownFolder, runStationCommand } from "#test/helpers/cli.ts";
import { makeHall } from "#test/helpers/cli-account.ts";
import { enterPage } from "#test/helpers/enter-page.ts";
import { startTestStation, type TestStation } from "#test/helpers/hall.ts";
import { goodIntake, writeInput } from "#test/helpers/intake-sample.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

/** Invented values of every kind that must not reach a log; each is looked for whole and in parts. */
const PLANTED: readonly string[] = [
  "张伟强",
  "欧阳若曦",
  "𠮷田花子",
  "Zhang Weiqiang",
  "ouyang ruoxi",
  "O'Brien-Chen",
  "13812345678",
  "0718-8123456",
  "+86 139 8765 4321",
  "17700001111",
  "422301198703150021",
  "42230119990101881X",
  "91420000MA4KXXXX1Q",
  "E12345678",
  "云海路 88 号 3 单元",
  "滨江大道77号院",
  "88 Riverside Avenue",
  "3-2-1801",
  "246813",
  "975310",
  "8642",
  "Pa55word!",
  "tok_9f8e7d6c5b4a39281706",
  "0192f0c1-7a3e-4000-8000-00000000beef",
  "code-QX7K-22MM",
  "sid=abcdef0123456789",
  "鑫源水务有限公司",
  "Xinyuan Water Ltd",
  "北辰置业",
  "zhang@example.invalid",
];
const value = (at: number): string => PLANTED[at % PLANTED.length] ?? "";

/** Every planted value as keys and values of one hostile input. */
const everything = (): Record<string, unknown> =>
  Object.fromEntries(PLANTED.map((planted, at) => [planted, [planted, { [value(at + 1)]: planted }]]));

let station: TestStation;
let centre: Server;
let dir: string;
let token: string;

beforeAll(async () => {
  process.env["LIANDONG_LOG_LEVEL"] = "debug";
  // A centre that says back whatever it can of what is private.
  centre = createServer((request, response) => {
    request.resume();
    response.writeHead(500, { "content-type": "application/json", "x-said": "246813" });
    response.end(
      JSON.stringify({ code: "bad-request", what: { zh: value(0), en: value(3) }, fields: [], ...everything() }),
    );
  });
  await new Promise<void>((resolve) => centre.listen(0, "127.0.0.1", resolve));
  let opened = 0;
  station = await startTestStation("yunhai", {
    printing: {
      open: () => {
        opened += 1;
        return Promise.reject(new Error(`no printer for ${value(opened)}: ${PLANTED.join(" ")}`));
      },
    },
  });
  dir = station.dir;
  token = await enterPage(station.host.url);
});
afterAll(() => {
  delete process.env["LIANDONG_LOG_LEVEL"];
  centre.closeAllConnections();
  centre.close();
  rmSync(dir, { recursive: true, force: true });
});

const post = async (name: string, body: string): Promise<Answer> =>
  (await (
    await fetch(`${station.host.origin}/call/${name}`, {
      method: "POST",
      headers: { "x-station-token": token, "content-type": "application/json" },
      body,
    })
  ).json()) as Answer;

const logText = (): string =>
  readdirSync(join(dir, "logs"))
    .map((name) => readFileSync(join(dir, "logs", name), "utf8"))
    .join("\n");

async function callEverything(): Promise<void> {
  for (const pin of PLANTED.slice(16, 22)) await post("session.signIn", JSON.stringify({ operatorId: pin, pin }));
  await post("session.signIn", JSON.stringify({ operatorId: "supervisor-1", pin: DEMO_PIN }));
  await post("session.signIn", `{"operatorId": "${value(0)}", "pin": ${value(5)}`);
  for (const name of Object.keys(calls)) {
    if (name.startsWith("session.") || name === "hall.setProfile") continue;
    await post(name, JSON.stringify(everything()));
    await post(name, JSON.stringify({ id: value(0), query: value(1), on: value(6), key: value(22), text: value(2) }));
  }
  // Names of calls that do not exist.
  const session = { ...openSession(), role: "supervisor" as const, operatorId: "supervisor-1" };
  for (const name of PLANTED) await station.dispatcher.dispatch(session, name, {});
}

/** Handlers that fail and say in their error what they were given. */
async function failEverything(): Promise<void> {
  let at = 0;
  const failing = new Proxy({} as HandlersOf<Calls>, {
    get: () => (_context: unknown, _caller: unknown, input: unknown) => {
      at += 1;
      const inner = new Error(`inner ${JSON.stringify(input)} ${value(at)}`);
      throw Object.assign(new TypeError(`could not read ${value(at)}, that is: ${PLANTED.join(", ")}`), {
        cause: inner,
        code: value(at),
        name: value(at + 1),
        detail: input,
      });
    },
  });
  const dispatcher = createDispatcher({
    context: station.context,
    contract: calls,
    handlers: failing,
    actorOf,
    onError: () => undefined,
  });
  const session = { ...openSession(), role: "supervisor" as const, operatorId: "supervisor-1" };
  for (const planted of PLANTED) {
    const answer = await dispatcher.dispatch(session, "application.get", { id: planted });
    if (answer.ok || answer.problem.code !== "unexpected") continue;
    // The number that a person sees is in the log.
    expect(logText()).toContain(/编号 (\w{8})/.exec(answer.problem.next.zh)?.[1]);
  }
}

async function acceptAndPrint(): Promise<void> {
  const session = { ...openSession(), role: "clerk" as const, operatorId: "clerk-1" };
  const body = yunhaiDraft({
    form: { header: { applicant: value(0), site: value(14), contact: value(1), phone: value(6) } },
  });
  const answer = await askDispatcher(station.dispatcher, session, "application.submit", {
    key: randomUUID(),
    body,
    shownVersion: null,
  });
  await askDispatcher(station.dispatcher, session, "print.request", {
    applicationId: acceptedOf(answer).id,
    kind: "slip",
    utility: null,
    why: value(1),
  }).catch(() => undefined);
  await expect.poll(() => logText()).toContain('"area":"printing"');
}

async function syncWithCentre(): Promise<void> {
  const { port } = centre.address() as AddressInfo;
  putSetting(station.context.db, "centre.url", `http://127.0.0.1:${port}/${value(22)}`);
  putSetting(station.context.db, "centre.token", value(22));
  await station.sync.pull.pullNow().catch(() => undefined);
  await station.sync.outboxWorker.retryNow().catch(() => undefined);
  await station.sync.attachments.retryNow().catch(() => undefined);
}

async function runCommands(): Promise<void> {
  const files = ownFolder();
  const name = (planted: string): string => planted.replaceAll(/[/\s]/g, "_");
  const intake = { ...goodIntake(), key: randomUUID() };
  const facts = intake.form["header"] ?? {};
  Object.assign(facts, { applicant: value(26), contact: value(0), phone: value(6), site: value(14) });
  const good = writeInput(files, intake, `${name(value(0))}.json`);
  mkdirSync(join(files, value(1)));
  writeFileSync(join(files, `${name(value(2))}.json`), `{"applicant": "${value(2)}`);
  const runs = [
    ["intake", good],
    ["intake", join(files, `${name(value(2))}.json`)],
    ["intake", writeInput(files, { ...intake, [value(3)]: value(4), utilities: [value(5)] }, "odd.json")],
    ["show", value(0)],
    ["print", value(10), "--out", join(files, value(1))],
    ["verify", join(files, value(1))],
    ["printers", value(3)],
    ["enrol", "--centre", `http://127.0.0.1:1/${value(22)}`],
    ["enrol", "--centre", `http://127.0.0.1:1/${value(22)}`, "--code", value(24)],
    ["outbox", "export", join(files, "x", value(0)), "--passphrase-file", good],
    ["sync"],
  ];
  for (const args of runs)
    await runStationCommand([...args, "--data", dir], { env: { LIANDONG_LOG_LEVEL: "debug" }, input: value(24) });
}

it("holds none of 30 planted values after calls, faults, prints, syncs and commands that carried them", async () => {
  expect(new Set(PLANTED).size).toBe(30);
  await callEverything();
  await failEverything();
  await acceptAndPrint();
  await syncWithCentre();
  await station.host.close();
  await station.close();
  await makeHall(dir);
  await runCommands();

  const text = logText();
  const areas = new Set([...text.matchAll(/"area":"(\w+)"/g)].map((match) => match[1]));
  for (const area of ["app", "calls", "printing", "cli"]) expect(areas).toContain(area);
  expect(text.split("\n").length).toBeGreaterThan(200);
  const found = PLANTED.filter((planted) => text.toLowerCase().includes(planted.toLowerCase()));
  expect(found).toEqual([]);
  // No part of a name that is long enough to be one.
  const parts = PLANTED.flatMap((planted) => planted.split(/[\s@.=_-]+/)).filter((part) => part.length >= 5);
  expect(parts.filter((part) => text.toLowerCase().includes(part.toLowerCase()))).toEqual([]);
  expect(text).not.toMatch(/[\u4e00-\u9fff]/);
}, 240_000);
