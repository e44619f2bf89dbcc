import { say } from "./bilingual.ts";
import { SealedContent } from "./contract/outbox-file.ts";
import { jsonIn } from "./json-in.ts";
import { NOTHING_WRITTEN, problem } from "./problem.ts";

/** Reads what a sealed file of the outbox held, as text; throws a problem where it is of another version, or an entry is not what its hash says. */
export function readSealedContent(text: string, sha256: (text: string) => string): SealedContent {
  const content = SealedContent.safeParse(jsonIn(text)).data;
  if (
    content !== undefined &&
    (content.kind === "receipts" || content.entries.every((entry) => sha256(entry.payload) === entry.payloadHash))
  )
    return content;
  throw problem(
    "sealed-file-newer",
    say(
      "密封文件的内容格式本程序不认识，可能由更新的版本导出。",
      "This program does not know the sealed file's content; a newer version may have made it.",
    ),
    NOTHING_WRITTEN,
    say("请用相同或更新的版本导入。", "Import it with the same or a newer version."),
  );
}
