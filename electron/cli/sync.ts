import { countUnsentAttachments } from "#station/db/attachment-sends.ts";
import { viewOutbox } from "#station/db/outbox-view.ts";
import { openStation } from "#station/app/open-station.ts";
import { startSync } from "#station/sync/start-sync.ts";
import type { CommandBody } from "./command.ts";
import { reportError } from "./terminal.ts";
import { terminal } from "./terminal.ts";

/** `hall sync`: tries once to send everything that waits; exit 1 while anything is unsent or refused. */
export const syncCommand: CommandBody = {
  async run(input) {
    const open = await openStation(input.dataDir);
    const before = viewOutbox(open.context.db, 1).sent;
    const outbox = startSync(open.context, reportError);
    try {
      await outbox.ready;
      // Entries that the centre lost are requeued before anything is sent.
      await outbox.pull.pullNow();
      await outbox.outboxWorker.retryNow();
      await outbox.attachments.retryNow();
      const attachments = countUnsentAttachments(open.context.db);
      const after = viewOutbox(open.context.db, 200);
      const hold = outbox.outboxWorker.pause();
      if (hold !== null)
        terminal.note(`${hold.reason.what.zh}${hold.reason.next.zh}`, `${hold.reason.what.en} ${hold.reason.next.en}`);
      terminal.result({
        drained: after.sent - before,
        sent: after.sent,
        refused: after.quarantined,
        unreachable: after.waiting,
        attachments,
        hold,
        entries: after.entries.filter((entry) => entry.state !== "sent"),
      });
      return after.waiting + after.quarantined + attachments.waiting + attachments.quarantined === 0 ? 0 : 1;
    } finally {
      await outbox.close();
      open.close();
    }
  },
};
