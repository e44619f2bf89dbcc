import { readdirSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { jsonOf, ownFolder, runStationCommand } from "#test/helpers/cli.ts";
import { makeHall } from "#test/helpers/cli-account.ts";

/** A printer that takes everything and answers nothing. */
let deaf: Server;
let port = 0;
const dir = ownFolder();

beforeAll(async () => {
  await makeHall(dir);
  deaf = createServer((socket) => socket.resume());
  await new Promise<void>((resolve) => deaf.listen(0, "127.0.0.1", resolve));
  const address = deaf.address();
  port = address !== null && typeof address === "object" ? address.port : 0;
});
afterAll(() => new Promise((resolve) => deaf.close(resolve)));

const hall = (...args: string[]) => runStationCommand(["printers", ...args, "--data", dir]);

describe("row 38: `hall printers`", () => {
  it("adds a printer, lists it, tests it, and says how it is, as JSON", { timeout: 360_000 }, async () => {
    const adding = [
      "add",
      "--name",
      "小票机",
      "--kind",
      "escpos-tcp",
      "--address",
      `127.0.0.1:${port}`,
      "--options",
      '{"proof":"none"}',
    ];
    const withoutPin = await hall(...adding);
    expect(withoutPin).toMatchObject({ code: 1, out: "" });
    expect(withoutPin.err).toMatch(new RegExp(`还没有允许连接 127\\.0\\.0\\.1 的 ${port} 端口[^]*不是值班主管的口令`));
    const added = await runStationCommand(["printers", ...adding, "--data", dir], { input: "2468\n" });
    expect(added.code).toBe(0);
    const { id } = jsonOf<{ id: string }>(added);
    expect(jsonOf(await hall("list"))).toMatchObject({
      printers: [{ id: "tray" }, { id, kind: "escpos-tcp", options: { printerSet: "gbk", proof: "none" } }],
      assignments: [],
    });
    expect(jsonOf(await hall("status"))).toMatchObject({
      printers: [
        { id: "tray", state: "ready" },
        { id, state: expect.stringMatching(/unknown|ready/) },
      ],
    });
    const tested = await hall("test", "--printer", "tray");
    expect(jsonOf(tested)).toMatchObject({ printerId: "tray", outcome: "sent", passed: null });
    expect(readdirSync(join(dir, "tray")).filter((name) => name.startsWith("test-"))).toHaveLength(1);
  });

  it("says what is wrong, and writes nothing", { timeout: 360_000 }, async () => {
    const wrong = await hall("add", "--name", "坏地址", "--kind", "escpos-tcp", "--address", "没有端口");
    expect(wrong).toMatchObject({ code: 1, out: "" });
    expect(wrong.err).toMatch(/应写成 主机:端口/);
    if (process.platform !== "win32")
      expect(
        (await hall("add", "--name", "前台", "--kind", "windows-spooler", "--address", "HP LaserJet")).err,
      ).toMatch(/Windows 打印机只能在 Windows 上使用/);
    expect(await hall("mend")).toMatchObject({ code: 1, out: "" });
    expect((await hall("test", "--printer", "none")).err).toMatch(/没有这台打印机/);
    expect(JSON.stringify(jsonOf(await hall("list")))).not.toContain("坏地址");
  });
});
