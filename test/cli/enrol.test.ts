import { once } from "node:events";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { jsonOf, ownFolder, runStationCommand, startStationProcess } from "#test/helpers/cli.ts";

const CODE = "示例-注册码-0001";
const ANSWER = { stationId: "0192f0c1-7a3e-4000-8000-0000000000c1", prefix: "K07", token: "t".repeat(43) };
const Asked = z.looseObject({ enrolmentCode: z.string(), kind: z.string().optional() });
const dir = ownFolder();

/** A far end that enrols whoever asks. */
let asked: z.infer<typeof Asked>[] = [];
let onAsked = (): void => undefined;
const centre = createServer((request, response) => {
  void text(request).then((body) => {
    const { kind, ...rest } = Asked.parse(JSON.parse(body));
    asked.push({ ...rest, kind });
    onAsked();
    response.writeHead(201, { "content-type": "application/json" });
    response.end(JSON.stringify(kind === undefined ? ANSWER : { ...ANSWER, kind }));
  });
});
let url = "";

beforeAll(async () => {
  centre.listen(0, "127.0.0.1");
  await once(centre, "listening");
  url = `http://127.0.0.1:${(centre.address() as AddressInfo).port}`;
});
afterAll(() => centre.close());
beforeEach(() => {
  asked = [];
  onAsked = () => undefined;
});

const enrol = (more: string[], input = "") =>
  runStationCommand(["enrol", "--centre", url, ...more, "--data", dir], { input });

test("the enrolment code is typed, so that it stands in no list of processes; the old spelling is refused and sends nothing", async () => {
  const old = await enrol(["--code", CODE]);
  expect(old.code).toBe(1);
  expect(old.err).toContain("注册码不能写在命令行上");
  expect(old.err).not.toContain(CODE);
  expect(asked).toEqual([]);
  const withPassword = await runStationCommand(["enrol", "--centre", url.replace("//", "//u:geheim@"), "--data", dir]);
  expect(withPassword.code).toBe(1);
  expect(withPassword.err).toContain("--centre");
  expect(withPassword.err).not.toContain("geheim");
  const nothing = await enrol([]);
  expect(nothing.code).toBe(1);
  expect(nothing.err).toContain("没有读到注册码");
  expect(asked).toEqual([]);

  const { child, ended } = startStationProcess(["enrol", "--centre", url, "--kind", "kiosk", "--data", dir]);
  let cmdline = "";
  onAsked = () => {
    cmdline = ["cmdline", "environ"].map((name) => readFileSync(`/proc/${child.pid}/${name}`, "utf8")).join();
  };
  child.stdin?.end(`${CODE}\n`);
  const run = await ended;
  expect(jsonOf(run)).toEqual({ prefix: "K07", kind: "kiosk" });
  expect(asked).toMatchObject([{ enrolmentCode: CODE, kind: "kiosk" }]);
  expect(cmdline).toContain("enrol");
  expect(cmdline + run.out + run.err).not.toContain(CODE);
});

test("a file with the code is read where only its owner can read it", async () => {
  const file = join(ownFolder(), "code");
  writeFileSync(file, `${CODE}\n`, { mode: 0o644 });
  const open = await enrol(["--code-file", file]);
  expect(open.code).toBe(1);
  expect(open.err).toMatch(/其他用户能读这个文件[\s\S]*chmod 600/);
  expect(asked).toEqual([]);
  chmodSync(file, 0o600);
  expect(jsonOf(await enrol(["--code-file", file]))).toEqual({ prefix: "K07" });
  expect(asked.map(({ enrolmentCode, kind }) => [enrolmentCode, kind])).toEqual([[CODE, undefined]]);
});
