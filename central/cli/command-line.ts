import { parseArgs } from "node:util";
import { bilingual } from "#shared/lib/bilingual.ts";
import { badInput, NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import { readTask, TASK_OPTIONS, type Task } from "./tasks.ts";

/** How to call the centre, printed on a mistake and by `--help`. */
export const USAGE = `中心平台 / the centre
  DATABASE_URL=postgres://… main.ts [--port N] [--host A]   在 PostgreSQL 上运行 / run on PostgreSQL
  DATABASE_READ_URL=postgres://…                            下发与清单可读自只读副本 / feed and lists may be read from a streaming replica
  … --tls-cert F --tls-key F [--tls-client-ca F]            自带 TLS；给出客户端 CA 即只接受持证窗口 / serve TLS; with a client CA only stations that hold its certificates
  main.ts --data DIR [--port N]                             内嵌演示库 / embedded demonstration store
  --create-hall NAME     新发大厅注册码，只显示一次 / issue an enrolment code, shown once
  --revoke-station P     吊销前缀为 P 的窗口 / revoke the station with prefix P
  --revoke-codes HALL    吊销大厅的全部注册码，已注册窗口不受影响 / revoke a hall's enrolment codes; its stations stay
  --list-stations        列出全部窗口 / list every station
  --create-party NAME --hall HALL … [--utility ID]
                         登记企业（给出业务）或部门，令牌只显示一次 / register a utility's office or a department; its token is shown once
  --revoke-party NAME    吊销企业或部门 / revoke one
  --make-signing-key FILE
                         制作签名密钥：FILE 自己保管，FILE.pub 交给各窗口 / make a key pair: keep FILE, give FILE.pub to the stations
  --sign FILE --key KEY  给文件签名，写入 FILE.sig / sign a file into FILE.sig
  --publish-profile FILE --signature SIG [--hall HALL …]
                         发布已签名的规则包（不写 --hall 即全部大厅）/ publish a signed profile, to every hall unless some are named
  --publish-calendar FILE --signature SIG [--hall HALL …]
                         发布已签名的年度节假日日历 / publish a signed year's holidays
  --publish-roster FILE [--hall HALL …]
                         发布服务专员名册；大厅自己登记的优先 / publish a roster of specialists; a hall's own entries come first
  --list-publications    列出已发布的 / list what was published
  --load-register FILE.json|.csv [--source 来源 --as-of DATE]
                         导入企业或项目登记数据，供窗口查询；CSV 须给出来源和截至日期
                         load companies or projects for look-ups; a CSV needs its source and day
  --import FILE --passphrase-file F
                         导入窗口密封导出的记录，回执写入 FILE.receipts 带回 / take in a station's sealed export; its receipts go into FILE.receipts
  --backup FILE          备份到文件，并告知各窗口已覆盖到哪里 / back up to a file; stations are told how far it reaches
  --restore FILE         恢复到空数据库，并开始新纪元 / restore into an empty database and begin a new epoch
  --new-epoch            用其他工具恢复之后必须执行 / to be run after a restore by other means
  --mark-backup          用其他工具备份之前取得位置 / ask for the position before a backup by other means
  --confirm-backup N     备份完成后确认该位置 / confirm that position when the backup is done
  --partition N          大平台：把大表按大厅分成 N 个分区，一次即可，请在停机时做
                         for a large centre: split its large tables by hall into N partitions, once, while it is stopped
  --print-address        就绪后在标准输出打印一行 JSON；标准输入关闭即退出
                         print one JSON line when ready; end when standard input closes`;

const DEFAULT_PORT = 8720;

/** What needs no store: keys are made, and files signed, on whatever machine keeps the key. */
const STORELESS: ReadonlySet<Task["kind"]> = new Set(["help", "make-signing-key", "sign"]);

/** What the command line asks for. */
export type Command = {
  store: { kind: "pglite"; dir: string } | { kind: "postgresql"; url: string };
  port: number;
  host: string;
  printAddress: boolean;
  /** Files of the centre's own TLS; null where a proxy brings it. */
  tls: { cert: string; key: string; clientCa: string | null } | null;
  task: Task;
};

/** Reads the command line; throws a `ProblemError` that names what is wrong. `--data` wins over the environment's database. */
export function readCommandLine(args: string[], databaseUrl: string | undefined): Command {
  const values = parse(args);
  const common = {
    port: readPort(values.port),
    host: values.host ?? "127.0.0.1",
    printAddress: values["print-address"] ?? false,
    tls: readTlsFiles(values),
    task: readTask(values),
  };
  if (values.data !== undefined) {
    if (values.data.trim() === "")
      throw badInput([{ path: "--data", message: bilingual("须给出文件夹", "must name a folder") }]);
    if (values.host !== undefined)
      throw badInput([
        {
          path: "--host",
          message: bilingual("演示平台只在本机回环地址上运行", "the demonstration centre serves on loopback only"),
        },
      ]);
    return { ...common, store: { kind: "pglite", dir: values.data } };
  }
  if (databaseUrl !== undefined && databaseUrl !== "")
    return { ...common, store: { kind: "postgresql", url: databaseUrl } };
  if (STORELESS.has(common.task.kind)) return { ...common, store: { kind: "pglite", dir: "." } };
  throw problem(
    "no-store",
    bilingual(
      "没有指定数据库：既没有 DATABASE_URL，也没有 --data。",
      "No store was named: neither DATABASE_URL nor --data is given.",
    ),
    NOTHING_WRITTEN,
    bilingual(
      "正式使用请设置 DATABASE_URL=postgres://…；演示请用 --data 文件夹。",
      "For real use set DATABASE_URL=postgres://…; for a demonstration pass --data FOLDER.",
    ),
  );
}

function parse(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        data: { type: "string" },
        port: { type: "string" },
        host: { type: "string" },
        ...TASK_OPTIONS,
        utility: { type: "string" },
        key: { type: "string" },
        "passphrase-file": { type: "string" },
        "tls-cert": { type: "string" },
        "tls-key": { type: "string" },
        "tls-client-ca": { type: "string" },
        signature: { type: "string" },
        source: { type: "string" },
        "as-of": { type: "string" },
        hall: { type: "string", multiple: true },
        "print-address": { type: "boolean" },
        help: { type: "boolean" },
      },
    });
    return values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw badInput([{ path: args.join(" ").slice(0, 200), message: bilingual(`命令行有误。\n${USAGE}`, message) }]);
  }
}

function readTlsFiles(values: { "tls-cert"?: string; "tls-key"?: string; "tls-client-ca"?: string }): Command["tls"] {
  const { "tls-cert": cert, "tls-key": key, "tls-client-ca": clientCa } = values;
  if (cert === undefined && key === undefined && clientCa === undefined) return null;
  if (cert === undefined || key === undefined)
    throw badInput([
      {
        path: cert === undefined ? "--tls-cert" : "--tls-key",
        message: bilingual("证书和私钥须一并给出", "certificate and key are given together"),
      },
    ]);
  return { cert, key, clientCa: clientCa ?? null };
}

function readPort(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PORT;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw badInput([
      { path: "--port", message: bilingual("须为 0 到 65535 的整数", "must be a whole number from 0 to 65535") },
    ]);
  return port;
}
