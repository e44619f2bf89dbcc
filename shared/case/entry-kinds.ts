import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { ActKind } from "./act.ts";
import { actLabel, FOLLOW } from "./case-status.ts";

/** Entries that are no acts; acts have their labels in `case-status.ts`. */
const OTHERS = {
  "application.accepted": bilingual("申请受理", "Application accepted"),
  "reception.received": bilingual("收件凭证", "Notice of receipt"),
  "reception.refused": bilingual("不予受理通知书（未编受理号）", "Refusal before a number"),
  "duty.handedOver": bilingual("移交已接收", "Hand-over accepted"),
  "materials.recorded": bilingual("登记材料", "Materials recorded"),
  "callback.dated": bilingual("约定回访日期", "Callback given a day"),
  "callback.recorded": bilingual("登记回访", "Callback recorded"),
  "conflict.resolved": bilingual("处理版本冲突", "Version conflict settled"),
} as const satisfies Record<string, Bilingual>;

/** The name of an entry that this program writes (事项), `noun.past`: an act, or another change of a record. */
export type EntryKind = keyof typeof OTHERS | ActKind;

const isAct = (kind: string): kind is ActKind => Object.hasOwn(FOLLOW, kind);
const isOther = (kind: string): kind is keyof typeof OTHERS => Object.hasOwn(OTHERS, kind);

/** Every kind of entry that this program writes. */
export const ENTRY_KINDS: readonly EntryKind[] = [
  ...Object.keys(OTHERS).filter(isOther),
  ...Object.keys(FOLLOW).filter(isAct),
];

/** Whether this program knows the kind; a newer one may write others. */
export const isEntryKind = (kind: string): kind is EntryKind => isAct(kind) || isOther(kind);

/** What stands for a kind that this program does not know; its raw name says nothing to a person. */
export const UNKNOWN_ENTRY: Bilingual = bilingual(
  "未知事项（由较新版本的程序办理）",
  "Unknown step (made by a newer program)",
);

/** What an entry is called in this case; `kind` may come from a newer program. */
export function entryLabel(kind: string, of: { change?: true } = {}): Bilingual {
  if (isAct(kind)) return actLabel(kind, of);
  return isOther(kind) ? OTHERS[kind] : UNKNOWN_ENTRY;
}
