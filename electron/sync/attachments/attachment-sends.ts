import { bilingual } from "#shared/lib/bilingual.ts";
import type { AttachmentSendStory, AttachmentSendsView } from "#shared/contract/attachment-sync.ts";
import { DATA_IS_SAFE, problem } from "#shared/lib/problem.ts";
import { closeAttachment } from "#station/db/attachment-sends.ts";
import { findAttachmentStory, viewAttachmentSends } from "#station/db/attachment-sends-view.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change } from "#station/core/unit-of-work.ts";

/** How many files a page shows at once. */
const SHOWN = 50;

/** The files on their way as they stand. */
export const viewAttachments = (context: StationContext): AttachmentSendsView => viewAttachmentSends(context.db, SHOWN);

const OPEN_AGAIN = bilingual("请重新打开“数据同步”。", "Open the outbox again.");

/** The events of one file on its way. */
export function getAttachmentStory(context: StationContext, id: number): AttachmentSendStory {
  const story = findAttachmentStory(context.db, id);
  if (story !== null) return story;
  throw problem(
    "attachment-not-found",
    bilingual("待上传的附件里没有这一个。", "There is no such attachment on its way."),
    DATA_IS_SAFE,
    OPEN_AGAIN,
  );
}

/**
 * Closes a quarantined file that cannot be restored, in a person's name and with the reason. Nothing is deleted; if
 * the file is attached again, it is sent after all.
 */
export function closeQuarantined(
  context: StationContext,
  actor: Actor,
  input: { id: number; note: string },
): AttachmentSendsView {
  change(context, actor, (unit) => {
    const story = getAttachmentStory(context, input.id);
    if (!closeAttachment(context.db, input.id, { at: unit.at, by: actor.operator.id, note: input.note }))
      throw problem(
        "attachment-not-aside",
        bilingual("这个附件没有被隔离，或已经了结。", "This attachment is not quarantined, or was closed already."),
        DATA_IS_SAFE,
        OPEN_AGAIN,
      );
    unit.audit("attachment.closed", story.hash, {});
    unit.emit({ kind: "outbox.changed" });
  });
  return viewAttachments(context);
}
