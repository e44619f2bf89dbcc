import { createServer, request as ask, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { downloadEnvironment } from "#station/lib/proxy.mjs";
import { ownFolder, runStationCommand } from "#test/helpers/cli.ts";
import { makeHall } from "#test/helpers/cli-account.ts";
import { goodIntake, writeInput } from "#test/helpers/intake-sample.ts";
import { readOutbox } from "#test/helpers/read-outbox.ts";
import { ScriptedCentre } from "#test/helpers/scripted-centre.ts";

/** A name that only the proxy can find, as in a hall whose machines see nothing but their intranet. */
const CENTRE = "http://centre.example";
const CODE = "示例-注册码-0001\n";
const ENROLLED = {
  status: 201,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ stationId: "0192f0c1-7a3e-4000-8000-0000000000c1", prefix: "K07", token: "t".repeat(43) }),
};

const centre = new ScriptedCentre();
let isOpen = true;
let asked: string[] = [];
let proxy: Server;
const sockets = new Set<Socket>();

beforeAll(async () => {
  await centre.open();
  proxy = createServer((request, response) => {
    const { host, pathname } = new URL(request.url ?? "");
    asked.push(host);
    if (!isOpen) return void response.writeHead(407, { "proxy-authenticate": "Basic" }).end();
    const { method, headers } = request;
    const far = ask(new URL(pathname, centre.url), { ...(method && { method }), headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    });
    request.pipe(far);
  });
  proxy.on("connect", (request, socket: Socket) => {
    asked.push(request.url ?? "");
    sockets.add(socket.on("error", () => undefined));
    socket.end("HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic\r\ncontent-length: 0\r\n\r\n");
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  sockets.forEach((socket) => socket.destroy());
  await new Promise((resolve) => proxy.close(resolve));
  await centre.close();
});
beforeEach(() => {
  asked = [];
  isOpen = true;
});

test(
  "row 65: records go through the hall's intranet proxy, and one that does not let them through is named as what is in the way",
  { timeout: 360_000 },
  async () => {
    const at = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    // Without its scheme, as Windows shows it.
    const env = { HTTP_PROXY: at, HTTPS_PROXY: `"http://HALL\\clerk:p@ss#1@${at}"` };
    const dir = await makeHall(ownFolder());
    centre.script = () => ENROLLED;
    expect(await runStationCommand(["enrol", "--centre", CENTRE, "--data", dir], { env, input: CODE })).toMatchObject({
      code: 0,
    });
    expect(await runStationCommand(["intake", writeInput(ownFolder(), goodIntake()), "--data", dir])).toMatchObject({
      code: 0,
    });
    centre.script = () => "accept";
    isOpen = false;
    const kept = await runStationCommand(["sync", "--data", dir], { env });
    expect(kept.code).toBe(1);
    expect(kept.out).toContain("内网代理要求登录（407）");
    expect(readOutbox(dir).map(({ state }) => state)).toEqual(["waiting"]);
    isOpen = true;
    expect(await runStationCommand(["sync", "--data", dir], { env })).toMatchObject({ code: 0 });
    expect(readOutbox(dir).map(({ state }) => state)).toEqual(["sent"]);
    expect(new Set(asked)).toEqual(new Set(["centre.example"]));
    const enrolment = ["enrol", "--centre", "https://centre.example"];
    expect((await runStationCommand([...enrolment, "--data", ownFolder()], { env, input: CODE })).err).toContain(
      "内网代理没有放行",
    );
    expect(asked.at(-1)).toBe("centre.example:443");
    asked = [];
    const direct = { ...env, NO_PROXY: "localhost; *.example" };
    await runStationCommand([...enrolment, "--data", ownFolder()], { env: direct, input: CODE });
    expect(asked).toEqual([]);
  },
);

test("row 65: a proxy that cannot be read is explained, and keeps only the network from working", async () => {
  const dir = ownFolder();
  const env = { HTTP_PROXY: "socks5://clerk:geheim@10.1.2.3:1080" };
  expect((await runStationCommand(["profiles", "--data", dir], { env })).code).toBe(0);
  const refused = await runStationCommand(["enrol", "--centre", CENTRE, "--data", dir], { env, input: CODE });
  expect(refused.code).toBe(1);
  expect(refused.err).toContain("代理设置（环境变量 HTTP_PROXY");
  expect(refused.err).not.toContain("geheim");
});

test("row 65: programs that download get the proxy in its plain form, and never for this machine itself", () => {
  const env = {
    PATH: "/bin",
    http_proxy: "10.1.2.3:3128",
    HTTPS_PROXY: "socks5://10.1.2.3",
    NO_PROXY: "gov.example;a",
  };
  expect(downloadEnvironment({ ...env, npm_config_proxy: "10.1.2.3:3128" })).toEqual({
    PATH: "/bin",
    HTTP_PROXY: "http://10.1.2.3:3128",
    NODE_USE_ENV_PROXY: "1",
    NO_PROXY: "gov.example,a,127.0.0.1,localhost,::1",
  });
  expect(downloadEnvironment({ PATH: "/bin" })).toEqual({ PATH: "/bin" });
});
