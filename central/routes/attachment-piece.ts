import type { FastifyInstance, FastifyRequest } from "fastify";
import { MAX_ATTACHMENT_BYTES } from "#shared/contract/attachment-calls.ts";
import { LARGEST_PIECE, SMALLEST_PIECE, type AttachmentStanding } from "#shared/contract/centre-attachments.ts";
import type { Centre } from "#central/centre.ts";
import { addPiece } from "#central/db/attachment-pieces.ts";
import type { Station } from "#central/db/stations.ts";
import { operations } from "#central/operations.ts";
import { readByteCount, readHash } from "#central/read-input.ts";
import { notAnnounced, wrongFields } from "#central/refusal.ts";
import { makeReceipt } from "#central/secrets.ts";
import { serveStations } from "#central/serve-callers.ts";

const noBytes = () =>
  wrongFields([
    {
      path: "body",
      message: `须为 1 到 ${LARGEST_PIECE} 字节的 application/octet-stream / must be 1 to ${LARGEST_PIECE} bytes of application/octet-stream`,
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
        "传齐的内容与校验值不符，各段已丢弃，请重新传送 / what came is not of this hash; its pieces were dropped, send it anew",
    },
  ]);

/** Serves the pieces of announced files, as bytes, in a scope of its own: nowhere else is anything but JSON taken. */
export function serveAttachmentPieces(app: FastifyInstance, centre: Centre): void {
  void app.register(async (scope) => {
    scope.addContentTypeParser("application/octet-stream", { parseAs: "buffer" }, (_request, body, done) =>
      done(null, body),
    );
    const answer = async (station: Station, request: FastifyRequest): Promise<AttachmentStanding> => {
      const [hash, offset] = [
        readHash("hash", request.params),
        readByteCount("offset", request.params, MAX_ATTACHMENT_BYTES),
      ];
      if (!Buffer.isBuffer(request.body) || request.body.length === 0) throw noBytes();
      return take(centre, station, { hash, offset, bytes: request.body });
    };
    serveStations(scope, centre, operations.attachmentPiece, answer, { bodyLimit: LARGEST_PIECE });
  });
}

async function take(
  centre: Centre,
  station: Station,
  piece: { hash: string; offset: number; bytes: Buffer },
): Promise<AttachmentStanding> {
  const from = { hallId: station.hallId, stationId: station.id, at: centre.now() };
  // Dropped pieces are dropped durably, so the refusal comes after the commit.
  const outcome = await centre.sql.transaction((tx) => addPiece(tx, from, { ...piece, receipt: makeReceipt() }));
  switch (outcome.outcome) {
    case "standing":
      return outcome.standing;
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
