import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { TheirVersion } from "./push.ts";

/** Why the centre rejects an entry for good (隔离): refused, other content under its key, or that version came from another window. */
export const QUARANTINE_CAUSES = ["refused", "conflict", "version-conflict"] as const;
/** One of {@link QUARANTINE_CAUSES}. */
export type QuarantineCause = (typeof QUARANTINE_CAUSES)[number];

/** What a person can do about each. */
export const QUARANTINE_NEXT_STEPS: Record<QuarantineCause, Bilingual> = {
  refused: bilingual(
    "按原因更正后，以新版本重新同步；原记录保留，不影响其他申请。",
    "Correct it for the reason given and send it as a new version; this record is kept, other applications go on.",
  ),
  conflict: bilingual(
    "请核对两份内容，决定以哪一份为准后以新版本重新同步；两份都保留。",
    "Compare the two contents, decide which one holds, and send that as a new version; both are kept.",
  ),
  "version-conflict": bilingual(
    "请核对两个窗口的内容后处理版本冲突；处理之前这份申请不能再办理，两份记录都已保存。",
    "Compare the two and resolve the version conflict; until then nothing more can be done on this application. Both records are kept.",
  ),
};

/** Which window made the version before, in words. */
export const versionMadeBefore = ({ sequence, window }: Pick<TheirVersion, "sequence" | "window">): Bilingual =>
  bilingual(
    `${window.name}（${window.prefix}）已先办理这份申请，第 ${sequence} 版已同步。`,
    `${window.name} (${window.prefix}) acted on this application before and sent version ${sequence}.`,
  );
