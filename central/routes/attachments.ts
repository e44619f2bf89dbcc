import type { FastifyInstance } from "fastify";
import {
  AttachmentNotice,
  HeldAttachmentsRequest,
  type AttachmentStanding,
  type HeldAttachments,
} from "#shared/contract/centre-attachments.ts";
import type { Centre } from "#central/centre.ts";
import {
  dropUpload,
  findWhole,
  linkAttachment,
  listHeldAttachments,
  listUnlinked,
  openUpload,
  type AttachmentSender,
} from "#central/db/attachments.ts";
import { readState } from "#central/db/centre-state.ts";
import { operations } from "#central/operations.ts";
import { readBody, readHash } from "#central/read-input.ts";
import { serveStations } from "#central/serve-callers.ts";

/** Notes whose a file is, and says how much of it is held for this station. */
async function announce(
  centre: Centre,
  from: AttachmentSender,
  hash: string,
  notice: AttachmentNotice,
): Promise<AttachmentStanding> {
  return centre.sql.transaction(async (tx) => {
    await linkAttachment(tx, from, hash, notice);
    const whole = await findWhole(tx, from.hallId, hash);
    if (whole === null)
      return { hash, size: notice.size, held: await openUpload(tx, from, hash, notice.size), receipt: null };
    await dropUpload(tx, from, hash);
    return whole;
  });
}

/** Serves the announcing of files (附件) and which of them are still here; another hall's are as unknown as nobody's. */
export function serveAttachments(app: FastifyInstance, centre: Centre): void {
  serveStations(app, centre, operations.attachment, async (station, request): Promise<AttachmentStanding> => {
    const hash = readHash("hash", request.params);
    return announce(
      centre,
      { hallId: station.hallId, stationId: station.id, at: centre.now() },
      hash,
      readBody(AttachmentNotice, request.body),
    );
  });
  serveStations(app, centre, operations.heldAttachments, async (station, request): Promise<HeldAttachments> => {
    const { hashes, links } = readBody(HeldAttachmentsRequest, request.body);
    // The epoch is read first: where a restore comes between, the station sees an epoch that is over and asks again.
    const { epoch } = await readState(centre.sql);
    const held = await listHeldAttachments(centre.sql, station.hallId, hashes);
    return {
      epoch,
      held,
      ...(links === undefined ? {} : { unlinked: await listUnlinked(centre.sql, station.hallId, links) }),
    };
  });
}
