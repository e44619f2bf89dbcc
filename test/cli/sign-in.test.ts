import { chmodSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { ACCOUNT_COMMANDS, COMMAND_NAMES, COMMAND_RIGHTS, type CommandName } from "#shared/contract/command-rights.ts";
import { commands } from "#station/cli/commands.ts";
import { openSession } from "#station/core/session.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { findBrokenLink, listAudit } from "#station/db/audit.ts";
import { findOperator } from "#station/db/operators.ts";
import { DEMO_PIN } from "#station/people/demo-people.ts";
import { enterByPin } from "#station/people/command-sign-in.ts";
import { addAccount, revokeAccount } from "#station/people/service-accounts.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { jsonOf, ownFolder, startStationProcess, writeToken } from "#test/helpers/cli.ts";
import { makeHall } from "#test/helpers/cli-account.ts";
import { goodIntake, writeInput } from "#test/helpers/intake-sample.ts";
import { filesIn, readProjectFile } from "#test/helpers/project-files.ts";
import { runAtTerminal } from "#test/helpers/pty.ts";
import { runHere } from "#test/helpers/run-in-process.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { TEST_TOKEN } from "#test/helpers/test-token.ts";
import { testDispatcher } from "#test/helpers/test-dispatcher.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const KEY = "0192f0c1-7a3e-4000-8000-00000000a0a0";

function supervisor(context: StationContext) {
  const operator = findOperator(context.db, "supervisor-1");
  if (operator === null) throw new Error("no supervisor");
  return { operator, station: context.station() };
}

const account = (context: StationContext, may: string, name = "网上平台") =>
  addAccount(context, supervisor(context), { name, may, phone: "0000-1000007" });

/** What the audit log says of commands: who, what, and of which command. */
const asked = ({ db }: StationContext) =>
  listAudit(db, "command").map(({ actor, verb, detail }) => [actor, verb, detail["command"], detail["why"]]);

/** Each command that asks who is there, as it is written. */
function written(command: CommandName, dir: string): string[] {
  const rest: Partial<Record<CommandName, string[]>> = {
    intake: [writeInput(ownFolder(), goodIntake())],
    show: ["x"],
    print: ["x", "--out", dir],
    ledger: ["--date", "2026-11-20", "--out", join(dir, "day.csv")],
    "paper-forms": ["--count", "1", "--out", join(ownFolder(), "forms")],
    "outbox export": [join(dir, "file"), "--passphrase-file", writeToken("示例口令 2026")],
    "outbox import": [writeInput(ownFolder(), "x"), "--passphrase-file", writeToken("示例口令 2026")],
    "printers add": ["--name", "x", "--kind", "tray"],
    "printers test": ["--printer", "tray"],
    "account add": ["x", "--may", "show"],
    "account revoke": ["x"],
  };
  return [...command.split(" "), ...(rest[command] ?? []), "--data", dir];
}
const ASKING = COMMAND_NAMES.filter((name) => COMMAND_RIGHTS[name].kind === "signed-in");

describe("who may use a command", () => {
  it("is said once for every command that there is", () => {
    expect([...new Set(COMMAND_NAMES.map((name) => name.split(" ")[0]))].toSorted()).toEqual(
      Object.keys(commands).toSorted(),
    );
    // One way leads to a hall's records by command; these others read none in anybody's name, or ask by themselves.
    const others = filesIn("electron/cli").filter((path) => readProjectFile(path).includes("/open-station.ts"));
    expect(others.map((path) => path.split("/").at(-1)).toSorted()).toEqual(
      [
        "credential",
        "deadline",
        "demo",
        "doctor",
        "doctor-publications",
        "enrol",
        "enter-hall",
        "printers",
        "profiles",
        "restored",
        "sync",
      ]
        .concat(["verify", "wipe"])
        .map((name) => `${name}.ts`)
        .toSorted(),
    );
  });

  it.for(ASKING)(
    "`hall %s` tells somebody without a terminal and without a token how to sign in",
    async (command, { openTestStation }) => {
      const { context, dir } = await openTestStation();
      const before = listAudit(context.db, "command");
      const run = await runHere(...written(command, dir));
      expect(run).toMatchObject({ code: 1, out: "", err: expect.stringContaining("--token-file") });
      expect(run.err).toMatch(/没有终端可以登录/);
      expect(listAudit(context.db, "command")).toEqual(before);
    },
  );
});

describe("a person at a terminal", () => {
  it("signs in with a PIN that does not show, makes an account with a token, and a script works by it", async () => {
    const dir = await makeHall(ownFolder());
    const made = await runAtTerminal(
      ["account", "add", "接口一", "--may", "ledger, show", "--data", dir],
      [
        { after: "number or name:", line: "1" },
        { after: "PIN:", line: DEMO_PIN },
      ],
    );
    expect(made).toMatchObject({ code: 0, screen: expect.stringContaining("示例主管") });
    expect(made.screen.slice(0, made.screen.indexOf("{"))).not.toContain(DEMO_PIN);
    const token = /lda_[\w-]{43}/.exec(made.screen)?.[0] ?? "";
    for (const name of readdirSync(dir).filter((each) => each.startsWith("hall.")))
      expect(readFileSync(join(dir, name), "latin1")).not.toContain(token);
    const { child, ended } = startStationProcess(
      ["ledger", "--date", "2026-11-20", "--out", join(ownFolder(), "day.csv"), "--token-file", "-", "--data", dir],
      {},
    );
    child.stdin?.end(`${token}\n`);
    expect(jsonOf(await ended)).toMatchObject({ rows: 0 });
    const wrong = await runAtTerminal(
      ["account", "list", "--data", dir],
      [
        { after: "number or name:", line: "示例主管" },
        { after: "PIN:", line: "1111" },
      ],
    );
    expect(wrong).toMatchObject({ code: 1, screen: expect.stringContaining("口令不对") });
  });

  it("is counted with the sign-in page for wrong PINs, and may do by command what their role may do there", async ({
    openTestStation,
  }) => {
    const { context } = await openTestStation();
    const enter = (pin: string, command: CommandName = "show", operatorId = "clerk-1") =>
      enterByPin(context, { operatorId, pin }, command);
    await expect(enter(DEMO_PIN)).resolves.toMatchObject({ operator: { id: "clerk-1" } });
    await expect(enter(DEMO_PIN, "ledger")).rejects.toThrow("not-allowed");
    expect(asked(context)).toMatchObject([
      ["clerk-1", "command.used", "show", undefined],
      ["clerk-1", "command.refused", "ledger", undefined],
    ]);
    for (let i = 0; i < 5; i += 1) await expect(enter("0000")).rejects.toThrow("wrong-pin");
    const page = await testDispatcher(context).dispatch(openSession(), "session.signIn", {
      operatorId: "clerk-1",
      pin: DEMO_PIN,
    });
    expect(page).toMatchObject({ ok: false, problem: { code: "pin-wait" } });
    await expect(enter(DEMO_PIN)).rejects.toThrow("pin-wait");
  });

  it("is told that a hall has nobody who could sign in", async ({ openTestStation }) => {
    const { context, dir } = await openTestStation();
    context.db.exec("UPDATE operators SET remote = 1");
    expect(await runHere("show", "x", "--data", dir)).toMatchObject({
      code: 1,
      err: expect.stringContaining("还没有可以登录的人员"),
    });
  });
});

describe("a service account", () => {
  it("reads beside the window in its own name, only by commands it was given, until it is revoked", async ({
    openTestStation,
  }) => {
    const { context, actor, dir } = await openTestStation();
    const { id } = submitApplication(context, actor, { key: KEY, body: yunhaiDraft() });
    const { account: made, token } = account(context, "show, print");
    const show = (...more: string[]) => runHere("show", id, "--data", dir, "--token-file", ...more);
    const file = writeToken(token);
    expect(JSON.parse((await show(file)).out)).toMatchObject({
      id,
      audit: [{ verb: "application.accepted" }, { verb: "application.read", actor: made.id }],
    });
    const ledger = ["ledger", "--date", "2026-11-20", "--out", join(dir, "day.csv"), "--data", dir];
    expect(await runHere(...ledger, "--token-file", file)).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringContaining("不能使用 hall ledger（可以：show、print）"),
    });
    revokeAccount(context, supervisor(context), "网上平台");
    expect(await show(file)).toMatchObject({ code: 1, out: "", err: expect.stringContaining("已停用") });
    expect(await show(writeToken("lda_none"))).toMatchObject({ code: 1, err: expect.stringContaining("不属于") });
    expect(asked(context)).toEqual([
      [made.id, "command.used", "show", undefined],
      [made.id, "command.refused", "ledger", "account-not-allowed"],
      [made.id, "command.refused", "show", "account-revoked"],
      ["unknown", "command.refused", "show", "token-unknown"],
    ]);
    expect(listAudit(context.db, made.id).map(({ actor: by, verb }) => [by, verb])).toEqual([
      ["supervisor-1", "account.made"],
      ["supervisor-1", "account.revoked"],
    ]);
    // The window goes on over what the commands wrote.
    submitApplication(context, actor, { key: KEY.replace("a0a0", "b0b0"), body: yunhaiDraft() });
    expect(findBrokenLink(context.db)).toBeNull();
  });

  it("is refused with words where its token lies open to others, or where there is none", async ({
    openTestStation,
  }) => {
    const { context, dir } = await openTestStation();
    const file = writeToken(account(context, "show").token);
    const show = (token: string) => runHere("show", "x", "--data", dir, "--token-file", token);
    if (process.platform !== "win32") {
      for (const mode of [0o640, 0o604, 0o660]) {
        chmodSync(file, mode);
        expect((await show(file)).err).toMatch(/其他用户能读这个文件.*令牌/s);
      }
      chmodSync(file, 0o600);
    }
    writeFileSync(file, "");
    expect((await show(file)).err).toContain("空文件");
    writeFileSync(file, "one two");
    expect((await show(file)).err).toContain("不止一个令牌");
    expect((await show(dir)).err).toContain("读不了文件");
    expect((await show(join(dir, "none"))).err).toContain("ENOENT");
    expect(asked(context)).toEqual([]);
  });

  it("takes applications in online and in its own name, and no clerk answers for them unasked", async () => {
    const dir = await makeHall(ownFolder());
    const online: Record<string, unknown> = {
      ...(JSON.parse(readProjectFile("resources/samples/xianning/1.json")) as object),
      channel: "online",
    };
    const { child, ended } = startStationProcess([
      "intake",
      writeInput(dir, online),
      "--token-file",
      "-",
      "--data",
      dir,
    ]);
    child.stdin?.end(TEST_TOKEN);
    const { id, dutyHolder } = jsonOf<{ id: string; dutyHolder: object }>(await ended);
    expect(dutyHolder).toMatchObject({
      name: "示例平台",
      phone: "0000-1000008",
      reason: { zh: expect.stringMatching(/由服务账号“示例平台”从线上报入，还没有工作人员经办/) },
    });
    expect(JSON.stringify(dutyHolder)).not.toMatch(/示例经办|专窗/);
    const token = ["--token-file", writeToken(TEST_TOKEN)];
    const shown = JSON.parse((await runHere("show", id, "--data", dir, ...token)).out) as Record<string, unknown>;
    expect(shown).toMatchObject({
      content: { channel: "online" },
      contacts: [{ channel: "online", operatorName: "示例平台" }],
    });
    const counter = writeInput(dir, { ...online, channel: "counter" });
    expect(await runHere("intake", counter, "--data", dir, ...token)).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringContaining("服务账号只报入线上申请"),
    });
  });

  it("is made only with rights that there are, a name of its own, and a telephone where it takes applications in", async ({
    openTestStation,
  }) => {
    const { context } = await openTestStation();
    account(context, ACCOUNT_COMMANDS.join(","));
    const add = (may: string, name: string, phone: string | null) => () =>
      addAccount(context, supervisor(context), { name, may, phone });
    const fieldsOf = (act: () => unknown): string[] => {
      try {
        act();
        return [];
      } catch (error) {
        return (error as { problem: { fields: { path: string }[] } }).problem.fields.map(({ path }) => path);
      }
    };
    expect(fieldsOf(add("show, wipe", "甲", null))).toEqual(["--may"]);
    expect(fieldsOf(add("", "甲", null))).toEqual(["--may"]);
    expect(fieldsOf(add("account add", "甲", null))).toEqual(["--may"]);
    expect(fieldsOf(add("intake", "甲", null))).toEqual(["--phone"]);
    expect(fieldsOf(add("show", "网上平台", null))).toEqual(["NAME"]);
    expect(fieldsOf(add("show", " ", null))).toEqual(["NAME"]);
    expect(fieldsOf(add("show", "甲", null))).toEqual([]);
  });
});
