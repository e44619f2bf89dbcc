import type { CallOutput } from "#shared/contract/call.ts";
import type { Calls } from "#shared/contract/calls.ts";
import type { EncryptedFileImported, OutboxView } from "#shared/contract/outbox.ts";
import { ask } from "#renderer/host/host.ts";
import { callKey, keepAnswer, type Read, refresh, useCall } from "#renderer/host/query.ts";
import { base64Of, saveFile } from "#renderer/lib/files.ts";

/** What still has to reach the centre (数据同步). */
export const useOutbox = (): Read<CallOutput<Calls["outbox.get"]>> => useCall("outbox.get", {});

/** Sends everything that waits at once. */
export const retryNow = async (): Promise<void> => keepAnswer("outbox.get", {}, await ask("outbox.retryNow", {}));

/** Sends a quarantined entry as the record's next version. */
export const resend = async (id: string, note: string): Promise<void> =>
  keepAnswer("outbox.get", {}, await ask("outbox.resend", { id, note }));

/** Encrypts all unsent entries and saves them; returns their number, 0 for none. */
export async function exportEncrypted(passphrase: string): Promise<number> {
  const file = await ask("outbox.export", { passphrase });
  if (file !== null) saveFile(file.fileName, file.mime, file.base64);
  await refresh(callKey("outbox.get"));
  return file?.entries ?? 0;
}

/** Imports an encrypted file; receipts for another station's entries are saved as a file. */
export async function importEncrypted(file: File, passphrase: string): Promise<EncryptedFileImported> {
  const base64 = base64Of(new Uint8Array(await file.arrayBuffer()));
  const taken = await ask("outbox.import", { passphrase, base64 });
  if (taken.kind === "entries") saveFile(taken.fileName, taken.mime, taken.base64);
  await refresh(callKey("outbox.get"));
  return taken;
}

/** Unsent and quarantined entries and attachments together. */
export const unsentOf = (view: OutboxView): { waiting: number; quarantined: number } => ({
  waiting: view.waiting + view.attachments.waiting,
  quarantined: view.quarantined + view.attachments.quarantined,
});

/** The same by kind: entries and attachments; none while unknown. */
export const unsentByKind = (view: OutboxView | null): { records: number; files: number } => ({
  records: (view?.waiting ?? 0) + (view?.quarantined ?? 0),
  files: (view?.attachments.waiting ?? 0) + (view?.attachments.quarantined ?? 0),
});
