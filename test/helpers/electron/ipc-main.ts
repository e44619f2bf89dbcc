import type * as Electron from "electron";

/** Who sent a message. */
export type Sender = { sender: Electron.WebContents; senderFrame: { url: string; parent: unknown } | null };

type Listener = Parameters<Electron.IpcMain["handle"]>[1];
const handlers = new Map<string, Listener>();

/** The main process' end of the messages. */
export const ipcMain: Pick<Electron.IpcMain, "handle" | "removeHandler"> = {
  handle(channel, listener) {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, listener);
  },
  removeHandler: (channel) => void handlers.delete(channel),
};

/** Answers `ipcRenderer.invoke`. */
export async function answerInvoke(channel: string, sender: Sender, args: unknown[]): Promise<unknown> {
  const handler = handlers.get(channel);
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
  return (await handler(sender as Electron.IpcMainInvokeEvent, ...args)) as unknown;
}
