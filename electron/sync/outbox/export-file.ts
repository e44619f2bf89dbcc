import type { ExportedContent, ExportedEntries } from "#shared/contract/centre/encrypted-export.ts";
import { readExportedContent } from "#shared/contract/centre/encrypted-export.ts";
import { relayProofText } from "#shared/contract/centre/relay-proof.ts";
import { listUnsent } from "#station/db/outbox-entries.ts";
import { noteOutboxEvent } from "#station/db/outbox-events.ts";
import { writeEncryptedFile, readEncryptedFile } from "#station/lib/encrypted-export.ts";
import { hmacSha256, sha256 } from "#station/lib/hashes.ts";
import { findNamedCentre } from "#station/sync/transport/centre-link.ts";
import { hallName } from "#station/core/station-settings.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change } from "#station/core/unit-of-work.ts";

/** Seals something for the way by USB. */
export const encryptContent = (content: ExportedContent, passphrase: string): Buffer =>
  writeEncryptedFile(Buffer.from(JSON.stringify(content)), passphrase);

/** Opens an encrypted export; throws a problem that says what is wrong with it. */
export function decryptContent(file: Buffer, passphrase: string): ExportedContent {
  return readExportedContent(readEncryptedFile(file, passphrase).toString("utf8"), sha256);
}

/**
 * Encrypts all entries that are not at the centre (加密导出), quarantined ones too; null where there are none. The
 * entries stay in the outbox and are still sent from here; the first receipt ends them.
 */
export function exportOutbox(
  context: StationContext,
  actor: Actor,
  passphrase: string,
): { bytes: Buffer; entries: number } | null {
  const at = context.now();
  const unsent = listUnsent(context.db);
  if (unsent.length === 0) return null;
  const centre = findNamedCentre(context);
  const prefix = actor.station.prefix;
  const proofKey = centre === null ? null : sha256(centre.token);
  const content: ExportedEntries = {
    kind: "entries",
    madeAt: at,
    stationPrefix: prefix,
    hallName: hallName(context),
    centreUrl: centre?.url ?? null,
    entries: unsent.map(({ key, kind, applicationId, sequence, payload, payloadHash, state }) => ({
      key,
      kind,
      applicationId,
      sequence,
      payload,
      payloadHash,
      setAside: state === "quarantined",
      // The window that carries it cannot make this proof, nor change the entry.
      ...(proofKey !== null && {
        proof: hmacSha256(proofKey, relayProofText(prefix, { key, kind, applicationId, sequence, payloadHash })),
      }),
    })),
  };
  const bytes = encryptContent(content, passphrase);
  change(context, actor, (unit) => {
    for (const { id } of unsent)
      noteOutboxEvent(context.db, { entryId: id, what: "exported", at: unit.at, operatorId: actor.operator.id });
    unit.audit("outbox.exported", actor.station.id, { entries: unsent.length, file: sha256(bytes) });
  });
  return { bytes, entries: unsent.length };
}
