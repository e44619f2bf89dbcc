import { caseKind } from "#shared/case/case-status.ts";
import { entryLabel } from "#shared/case/entry-kinds.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import type { CentreMessageView } from "#shared/contract/acts.ts";
import { jsonIn } from "#shared/lib/json.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { listPulledEntries, type PulledEntry } from "#station/db/pulled-entries.ts";
import type { StationContext } from "#station/core/station-context.ts";

const isAct = ({ payload }: PulledEntry): boolean => {
  const read = jsonIn(payload);
  return typeof read === "object" && read !== null && "act" in read;
};

function storyOf(entry: PulledEntry, of: { change?: true }): CentreMessageView[] {
  const { windowName, state, reason, sequence } = entry;
  const label = entryLabel(entry.kind, of);
  const common = { id: entry.key, at: entry.at };
  if (state === "set-aside")
    return [
      {
        ...common,
        alert: true,
        label: bilingual(`${windowName}办理的一条没能并入`, `Something done at ${windowName} could not be taken in`),
        parts: [
          bilingual(
            `${label.zh}，第 ${sequence} 版：${reason?.zh ?? ""}`,
            `${label.en}, version ${sequence}: ${reason?.en ?? ""}`,
          ),
        ],
      },
    ];
  if (state === "waiting")
    return [
      {
        ...common,
        alert: true,
        label: bilingual(
          `${windowName}也办理了这份申请，还没有并入`,
          `${windowName} acted on this application too; it is not part of the record here yet`,
        ),
        parts: [bilingual(`${label.zh}，第 ${sequence} 版`, `${label.en}, version ${sequence}`)],
      },
    ];
  if (entry.kind === "application.accepted" || isAct(entry)) return [];
  return [
    {
      ...common,
      alert: false,
      label: bilingual(`${windowName}：${label.zh}`, `${windowName}: ${label.en}`),
      parts: [],
    },
  ];
}

/** What other windows did besides acts (另一窗口办理), and what of it is not in this station's record. */
export const viewRemoteStory = (context: StationContext, row: ApplicationRow): CentreMessageView[] =>
  listPulledEntries(context.db, row.id).flatMap((entry) => storyOf(entry, caseKind(row.content)));
