import { type Command, Option } from "commander";
import type { StationKind } from "#shared/contract/centre/station.ts";
import { fileOf, kindOf, nameOf, partitionsOf, positionOf, utilityOf, wrong } from "./task-values.ts";

type Halls = { halls: string[] | null };

/** One act of administration, or to serve. */
export type Task =
  | { kind: "serve" }
  | { kind: "help"; text: string }
  | { kind: "create-hall"; name: string; station: StationKind }
  | { kind: "set-kind"; station: StationKind; prefixes: string[] }
  | { kind: "revoke-station"; prefix: string }
  | { kind: "revoke-codes"; hall: string }
  | { kind: "list-stations" }
  | { kind: "create-agency"; name: string; utility: string | null; halls: string[] }
  | { kind: "revoke-agency" | "change-token"; name: string }
  | { kind: "list-agencies" }
  | { kind: "give-hall"; name: string; halls: string[] }
  | { kind: "list-reads"; application: string }
  | { kind: "make-signing-key"; file: string }
  | { kind: "sign"; file: string; key: string }
  | ({ kind: "publish-profile" | "publish-calendar"; file: string; signature: string } & Halls)
  | ({ kind: "publish-roster"; file: string } & Halls)
  | { kind: "list-publications" }
  | { kind: "load-register"; file: string; source: string | null; asOf: string | null }
  | { kind: "import"; file: string; passphraseFile: string }
  | { kind: "backup" | "restore"; file: string }
  | { kind: "mark-backup" }
  | { kind: "confirm-backup"; position: number }
  | { kind: "new-epoch" }
  | { kind: "partition"; partitions: number };

/** Chinese first, as everything that the centre prints. */
export const both = (zh: string, en: string): string => `${zh} / ${en}`;

/** `--hall NAME`, which may be given several times. */
const hallOption = (zh: string, en: string): Option =>
  new Option("--hall <name>", both(zh, en)).argParser((name, previous: string[] | undefined) => [
    ...(previous ?? []),
    nameOf("--hall")(name),
  ]);

const EVERY_HALL = ["只发给这些大厅（可多次给出）", "only to these halls; may be repeated"] as const;

/** A signature or key file that the task cannot do without. */
const fileOption = (flag: string, zh: string, en: string): Option =>
  new Option(`${flag} <file>`, both(zh, en)).argParser(fileOf(flag)).makeOptionMandatory();

/** Declares the tasks as subcommands of a program; `ask` receives the one that was called for. */
export function declareTasks(program: Command, ask: (task: Task) => void): void {
  const declare = (name: string, zh: string, en: string): Command => program.command(name).description(both(zh, en));

  declare(
    "create-hall",
    "新发大厅注册码，只显示一次，只注册一个窗口",
    "issue a hall's enrolment code for one station, shown once",
  )
    .argument("<name>", "", nameOf("create-hall"))
    .addOption(
      new Option(
        "--kind <kind>",
        both("窗口类别，默认 window", "what the station is, window by default") + ": window, kiosk, supervisor",
      ).argParser(kindOf("--kind")),
    )
    .action((name: string, { kind = "window" }: { kind?: StationKind }) =>
      ask({ kind: "create-hall", name, station: kind }),
    );
  declare(
    "set-kind",
    "为旧版注册、没有类别的窗口登记类别，只能登记一次",
    "name the kind of stations that an older version enrolled, once",
  )
    .argument("<kind>", "", kindOf("set-kind"))
    .argument("<prefixes...>")
    .action((station: StationKind, prefixes: string[]) => ask({ kind: "set-kind", station, prefixes }));
  declare("revoke-station", "吊销一个窗口", "revoke a station")
    .argument("<prefix>")
    .action((prefix: string) => ask({ kind: "revoke-station", prefix }));
  declare(
    "revoke-codes",
    "吊销大厅的全部注册码，已注册窗口不受影响",
    "revoke a hall's enrolment codes; its stations stay",
  )
    .argument("<hall>", "", nameOf("revoke-codes"))
    .action((hall: string) => ask({ kind: "revoke-codes", hall }));
  declare("list-stations", "列出全部窗口", "list every station").action(() => ask({ kind: "list-stations" }));
  declare(
    "create-agency",
    "登记企业或部门，令牌只显示一次",
    "register a utility company or a department; its token is shown once",
  )
    .argument("<name>", "", nameOf("create-agency"))
    .addOption(hallOption("它所办理的大厅（可多次给出）", "a hall that it works for; may be repeated"))
    .addOption(
      new Option(
        "--utility <id>",
        both("企业的业务；部门不写", "the company's utility; none for a department"),
      ).argParser(utilityOf),
    )
    .action((name: string, { hall: halls = [], utility }: { hall?: string[]; utility?: string }) => {
      if (halls.length === 0) throw wrong("--hall", "须至少给出一个大厅", "name at least one hall");
      ask({ kind: "create-agency", name, utility: utility ?? null, halls });
    });
  declare("revoke-agency", "吊销企业或部门的令牌，名称可再用", "revoke an agency's token; its name is free again")
    .argument("<name>", "", nameOf("revoke-agency"))
    .action((name: string) => ask({ kind: "revoke-agency", name }));
  declare("list-agencies", "列出全部企业和部门", "list every agency").action(() => ask({ kind: "list-agencies" }));
  declare(
    "change-token",
    "更换企业或部门的令牌，新令牌首次使用十分钟后旧的失效",
    "change an agency's token; the old one ends ten minutes after the first use of the new one",
  )
    .argument("<name>", "", nameOf("change-token"))
    .action((name: string) => ask({ kind: "change-token", name }));
  declare("give-hall", "给企业或部门增加大厅", "let an agency work for further halls")
    .argument("<name>", "", nameOf("give-hall"))
    .addOption(hallOption("增加的大厅（可多次给出）", "a further hall; may be repeated"))
    .action((name: string, { hall: halls = [] }: { hall?: string[] }) => {
      if (halls.length === 0) throw wrong("--hall", "须至少给出一个大厅", "name at least one hall");
      ask({ kind: "give-hall", name, halls });
    });
  declare("list-reads", "列出哪些单位何时看过一件申请", "list which agencies were shown an application, and when")
    .argument("<application>", "", nameOf("list-reads"))
    .action((application: string) => ask({ kind: "list-reads", application }));
  declare(
    "make-signing-key",
    "制作签名密钥：FILE 自己保管，FILE.pub 交给各窗口",
    "make a key pair: keep FILE, give FILE.pub to the stations",
  )
    .argument("<file>", "", fileOf("make-signing-key"))
    .action((file: string) => ask({ kind: "make-signing-key", file }));
  declare("sign", "给文件签名，写入 FILE.sig", "sign a file into FILE.sig")
    .argument("<file>", "", fileOf("sign"))
    .addOption(fileOption("--key", "签名密钥", "the signing key"))
    .action((file: string, { key }: { key: string }) => ask({ kind: "sign", file, key }));
  for (const [kind, zh, en] of [
    ["publish-profile", "发布已签名的地方规则", "publish a signed profile"],
    ["publish-calendar", "发布已签名的年度节假日日历", "publish a signed year's holidays"],
  ] as const) {
    declare(kind, zh, en)
      .argument("<file>", "", fileOf(kind))
      .addOption(fileOption("--signature", "签名文件", "its signature file"))
      .addOption(hallOption(...EVERY_HALL))
      .action((file: string, { signature, hall }: { signature: string; hall?: string[] }) =>
        ask({ kind, file, signature, halls: hall ?? null }),
      );
  }
  declare(
    "publish-roster",
    "发布服务专员名册；大厅自己登记的优先",
    "publish a roster of specialists; a hall's own entries come first",
  )
    .argument("<file>", "", fileOf("publish-roster"))
    .addOption(hallOption(...EVERY_HALL))
    .action((file: string, { hall }: { hall?: string[] }) =>
      ask({ kind: "publish-roster", file, halls: hall ?? null }),
    );
  declare("list-publications", "列出已发布的", "list what was published").action(() =>
    ask({ kind: "list-publications" }),
  );
  declare(
    "load-register",
    "导入企业或项目登记数据（JSON 或 CSV），供窗口查询",
    "load companies or projects (JSON or CSV) for look-ups",
  )
    .argument("<file>", "", fileOf("load-register"))
    .option("--source <text>", both("CSV 的数据来源", "the source of a CSV's data"))
    .option("--as-of <date>", both("CSV 的数据截至日期", "the date of a CSV's data"))
    .action((file: string, { source, asOf }: { source?: string; asOf?: string }) =>
      ask({ kind: "load-register", file, source: source ?? null, asOf: asOf ?? null }),
    );
  declare(
    "import",
    "导入窗口加密导出的记录，回执写入 FILE.receipts 带回",
    "import a station's encrypted export; receipts go into FILE.receipts",
  )
    .argument("<file>", "", fileOf("import"))
    .addOption(fileOption("--passphrase-file", "口令文件", "the file with the passphrase"))
    .action((file: string, { passphraseFile }: { passphraseFile: string }) =>
      ask({ kind: "import", file, passphraseFile }),
    );
  declare("backup", "备份到文件，并告知各窗口已覆盖到哪里", "back up to a file; stations learn how far it reaches")
    .argument("<file>", "", fileOf("backup"))
    .action((file: string) => ask({ kind: "backup", file }));
  declare("restore", "恢复到空数据库，并开始新纪元", "restore into an empty database and begin a new epoch")
    .argument("<file>", "", fileOf("restore"))
    .action((file: string) => ask({ kind: "restore", file }));
  declare("mark-backup", "用其他工具备份之前取得位置", "get the position before a backup by other means").action(() =>
    ask({ kind: "mark-backup" }),
  );
  declare("confirm-backup", "备份完成后确认该位置", "confirm that position when the backup is done")
    .argument("<position>", "", positionOf)
    .action((position: number) => ask({ kind: "confirm-backup", position }));
  declare("new-epoch", "用其他工具恢复之后必须执行", "must be run after a restore by other means").action(() =>
    ask({ kind: "new-epoch" }),
  );
  declare(
    "partition",
    "大平台：把大表按大厅分成 N 个分区，一次即可，请在停机时做",
    "large centres: partition the large tables by hall, once, while it is stopped",
  )
    .argument("<n>", "", partitionsOf)
    .action((partitions: number) => ask({ kind: "partition", partitions }));
}
