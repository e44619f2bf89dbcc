import { bilingual } from "#shared/lib/bilingual.ts";
import type { OutboxPause, OutboxStory, OutboxView } from "#shared/contract/outbox.ts";
import { DATA_IS_SAFE, problem } from "#shared/lib/problem.ts";
import { findOutboxStory, viewOutbox } from "#station/db/outbox-view.ts";
import { viewAttachments } from "#station/sync/attachments/attachment-sends.ts";
import type { StationContext } from "#station/core/station-context.ts";

/** How many entries a page shows at once. */
const SHOWN = 200;

/** What a page asks of the worker: to try now, and what stands in its way. */
export type SyncControls = { wake: () => Promise<void>; pause: () => OutboxPause | null };

/** The outbox as it stands. */
export const getOutbox = (context: StationContext, worker: SyncControls): OutboxView => ({
  ...viewOutbox(context.db, SHOWN),
  attachments: viewAttachments(context),
  pause: worker.pause(),
});

/** Tries every waiting entry now instead of at its next time; answers at once, the worker goes on by itself. */
export function retryOutbox(context: StationContext, worker: SyncControls): OutboxView {
  void worker.wake();
  return getOutbox(context, worker);
}

/** What befell one entry. */
export function getOutboxStory(context: StationContext, id: string): OutboxStory {
  const story = findOutboxStory(context.db, id);
  if (story !== null) return story;
  throw problem(
    "entry-not-found",
    bilingual("“数据同步”里没有这一条。", "There is no such entry in the outbox."),
    DATA_IS_SAFE,
    bilingual("请重新打开“数据同步”。", "Open the outbox again."),
  );
}
