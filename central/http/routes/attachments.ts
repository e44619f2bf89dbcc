import type { FastifyInstance, FastifyRequest } from "fastify";
import { MAX_ATTACHMENT_BYTES } from "#shared/contract/attachments.ts";
import {
  AttachmentNotice,
  type AttachmentStatus,
  type AcceptedAttachments,
  AcceptedAttachmentsRequest,
  MAX_PIECE,
  SMALLEST_PIECE,
} from "#shared/contract/centre/attachments.ts";
import { addPiece } from "#central/db/attachment-pieces.ts";
import {
  type AttachmentSender,
  dropUpload,
  findWhole,
  linkAttachment,
  listAcceptedAttachments,
  listUnlinked,
  openUpload,
} from "#central/db/attachments.ts";
import { readState } from "#central/db/centre-state.ts";
import type { Station } from "#central/db/stations.ts";
import { serveStations } from "#central/http/authenticate.ts";
import type { Centre } from "#central/http/centre.ts";
import { operations } from "#central/http/operations.ts";
import { readBody, readByteCount, readHash } from "#central/http/read-input.ts";
import { notAnnounced, wrongFields } from "#central/http/refusal.ts";
import { makeReceipt } from "#central/lib/secrets.ts";

const noBytes = () =>
  wrongFields([
    {
      path: "body",
      message:
        `须为 1 到 ${MAX_PIECE} 字节的 application/octet-stream / ` +
        `must be 1 to ${MAX_PIECE} bytes of application/octet-stream`,
    },
  ]);
const beyond = () => wrongFields([{ path: "offset", message: "超出申报的大小 / goes beyond the size announced" }]);
const crumb = () =>
  wrongFields([
    {
      path: "body",
      message: `最后一段之外，每段至少 ${SMALLEST_PIECE} 字节 / every piece but the last has at least ${SMALLEST_PIECE} bytes`,
    },
  ]);
const wrongHash = () =>
  wrongFields([
    {
      path: "hash",
      message:
        "传齐的内容与校验值不符，各段已丢弃，请重新传送 / the content has another hash; its pieces were dropped, send it again",
    },
  ]);

/** Serves the pieces of announced files, as bytes, in a scope of their own: every other route takes JSON only. */
export function serveAttachmentPieces(app: FastifyInstance, centre: Centre): void {
  void app.register(async (scope) => {
    scope.addContentTypeParser("application/octet-stream", { parseAs: "buffer" }, (_request, body, done) =>
      done(null, body),
    );
    const answer = async (station: Station, request: FastifyRequest): Promise<AttachmentStatus> => {
      const [hash, offset] = [
        readHash("hash", request.params),
        readByteCount("offset", request.params, MAX_ATTACHMENT_BYTES),
      ];
      if (!Buffer.isBuffer(request.body) || request.body.length === 0) throw noBytes();
      return take(centre, station, { hash, offset, bytes: request.body });
    };
    serveStations(scope, centre, { ...operations.attachmentPiece, bodyLimit: MAX_PIECE }, answer);
  });
}

async function take(
  centre: Centre,
  station: Station,
  piece: { hash: string; offset: number; bytes: Buffer },
): Promise<AttachmentStatus> {
  const from = { hallId: station.hallId, stationId: station.id, at: centre.now() };
  // Pieces that were dropped stay dropped, so the refusal comes after the commit.
  const outcome = await centre.sql.transaction((tx) => addPiece(tx, from, { ...piece, receipt: makeReceipt() }));
  switch (outcome.outcome) {
    case "status":
      return outcome.status;
    case "unknown":
      throw notAnnounced();
    case "beyond":
      throw beyond();
    case "crumb":
      throw crumb();
    case "wrong":
      throw wrongHash();
  }
}

/** Records which application a file belongs to, and returns how much of it has arrived from this station. */
async function announce(
  centre: Centre,
  from: AttachmentSender,
  hash: string,
  notice: AttachmentNotice,
): Promise<AttachmentStatus> {
  return centre.sql.transaction(async (tx) => {
    await linkAttachment(tx, from, hash, notice);
    const whole = await findWhole(tx, from.hallId, hash);
    if (whole === null)
      return { hash, size: notice.size, held: await openUpload(tx, from, hash, notice.size), receipt: null };
    await dropUpload(tx, from, hash);
    return whole;
  });
}

/** Serves the announcing of files (附件) and the check which of them are still here; another hall's are unknown. */
export function serveAttachments(app: FastifyInstance, centre: Centre): void {
  serveStations(app, centre, operations.attachment, async (station, request): Promise<AttachmentStatus> => {
    const hash = readHash("hash", request.params);
    return announce(
      centre,
      { hallId: station.hallId, stationId: station.id, at: centre.now() },
      hash,
      readBody(AttachmentNotice, request.body),
    );
  });
  serveStations(app, centre, operations.acceptedAttachments, async (station, request): Promise<AcceptedAttachments> => {
    const { hashes, links } = readBody(AcceptedAttachmentsRequest, request.body);
    // The epoch is read first: if a restore comes between, the station sees an old epoch and asks again.
    const { epoch } = await readState(centre.sql);
    const accepted = await listAcceptedAttachments(centre.sql, station.hallId, hashes);
    return {
      epoch,
      held: accepted,
      ...(links === undefined ? {} : { unlinked: await listUnlinked(centre.sql, station.hallId, links) }),
    };
  });
}
