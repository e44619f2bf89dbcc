import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { CentreMessageView } from "#shared/contract/acts.ts";
import { jsonIn } from "#shared/lib/json.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { listPulledEntries, type PulledEntry } from "#station/db/pulled-entries.ts";
import type { StationContext } from "#station/core/station-context.ts";

/** Labels of changes that are not acts; acts have their own lines. */
const LABELS: Record<string, Bilingual> = {
  "application.accepted": bilingual("受理", "Accepted"),
  "duty.handedOver": bilingual("移交已接收", "Hand-over accepted"),
  "materials.recorded": bilingual("登记材料", "Materials recorded"),
  "callback.dated": bilingual("约定回访日期", "Callback given a day"),
  "callback.recorded": bilingual("登记回访", "Callback recorded"),
  "conflict.resolved": bilingual("处理版本冲突", "Version conflict settled"),
};

/** The label of a change that is not an act. */
export const stepLabel = (kind: string): Bilingual =>
  LABELS[kind] ?? bilingual(`办理（${kind}）`, `Something done (${kind})`);

const isAct = ({ payload }: PulledEntry): boolean => {
  const read = jsonIn(payload);
  return typeof read === "object" && read !== null && "act" in read;
};

function storyOf(entry: PulledEntry): CentreMessageView[] {
  const { windowName, state, reason, sequence } = entry;
  const label = stepLabel(entry.kind);
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
  listPulledEntries(context.db, row.id).flatMap(storyOf);
