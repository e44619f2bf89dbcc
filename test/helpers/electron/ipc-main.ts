import type * as Electron from "electron";
import { openCodec } from "./worlds.ts";

/** Who sent a message. */
export type Sender = { sender: Electron.WebContents; senderFrame: { url: string; parent: unknown } | null };

type Listener = Parameters<Electron.IpcMain["handle"]>[1];
const codec = openCodec();
const handlers = new Map<string, Listener>();

/** The main process' end of the messages. */
export const ipcMain: Pick<Electron.IpcMain, "handle" | "removeHandler"> = {
  handle(channel, listener) {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, listener);
  },
  removeHandler: (channel) => void handlers.delete(channel),
};

/** Answers `ipcRenderer.invoke`; a fault becomes the words that Electron rejects with. */
export async function answerInvoke(channel: string, sender: Sender, text: string): Promise<[isFault: boolean, string]> {
  try {
    const handler = handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    const args = codec.fromText(text) as unknown[];
    const value: unknown = await handler(sender as Electron.IpcMainInvokeEvent, ...args);
    return [false, codec.toText(value)];
  } catch (error) {
    return [true, codec.toText(`Error invoking remote method '${channel}': ${String(error)}`)];
  }
}
