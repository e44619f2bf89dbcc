import { createServer, type Server } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withProxy } from "#station/launch/prepare.mjs";
import { ownFolder, runStationCommand } from "#test/helpers/cli.ts";
import { goodIntake, writeInput } from "#test/helpers/intake-sample.ts";
import { readOutbox } from "#test/helpers/read-outbox.ts";
import { ScriptedCentre } from "#test/helpers/scripted-centre.ts";

/** A name that only the proxy can find, as in a hall whose machines see nothing but their intranet. */
const CENTRE = "http://centre.example";
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
  proxy = createServer((_request, response) => void response.writeHead(501).end());
  proxy.on("connect", (request, socket: Socket) => {
    asked.push(request.url ?? "");
    sockets.add(socket.on("error", () => undefined));
    if (!isOpen)
      return void socket.end(
        "HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic\r\ncontent-length: 0\r\n\r\n",
      );
    const far = connect(Number(new URL(centre.url).port), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      far.pipe(socket).pipe(far);
    });
    sockets.add(far.on("error", () => undefined));
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
    const env = withProxy({ HTTP_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` }) as Record<
      string,
      string
    >;
    const dir = ownFolder();
    centre.script = () => ENROLLED;
    expect(
      await runStationCommand(["enrol", "--centre", CENTRE, "--code", "示例-注册码-0001", "--data", dir], { env }),
    ).toMatchObject({ code: 0 });
    expect(await runStationCommand(["intake", writeInput(ownFolder(), goodIntake()), "--data", dir])).toMatchObject({
      code: 0,
    });
    centre.script = () => "accept";
    isOpen = false;
    const kept = await runStationCommand(["sync", "--data", dir], { env });
    expect(kept.code).toBe(1);
    expect(kept.out).toContain("内网代理没有放行");
    expect(readOutbox(dir).map(({ state }) => state)).toEqual(["waiting"]);
    isOpen = true;
    expect(await runStationCommand(["sync", "--data", dir], { env })).toMatchObject({ code: 0 });
    expect(readOutbox(dir).map(({ state }) => state)).toEqual(["sent"]);
    expect(new Set(asked)).toEqual(new Set(["centre.example:80"]));
  },
);

test("row 65: this machine itself is never reached by way of the proxy, and without one nothing is changed", () => {
  expect(withProxy({ HTTPS_PROXY: "http://proxy.example:8080", NO_PROXY: "gov.example" })).toEqual({
    HTTPS_PROXY: "http://proxy.example:8080",
    NODE_USE_ENV_PROXY: "1",
    NO_PROXY: "gov.example,127.0.0.1,localhost,::1",
  });
  expect(withProxy({ PATH: "/bin" })).toEqual({ PATH: "/bin" });
});
