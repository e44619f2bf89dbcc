import { contextBridge, ipcRenderer, type IpcRendererEvent } from "electron";
import type { Answer } from "#shared/contract/call.ts";
import type { StationEvent } from "#shared/contract/events.ts";
import { CALL_CHANNEL, EVENTS_CHANNEL } from "#station/app/own-page.ts";

// All that the page can reach: one way to call, one way to receive events.
contextBridge.exposeInMainWorld("hall", {
  call: (name: string, input: unknown): Promise<Answer> => ipcRenderer.invoke(CALL_CHANNEL, name, input),
  onEvent: (listener: (event: StationEvent) => void): (() => void) => {
    const hear = (_event: IpcRendererEvent, event: StationEvent): void => listener(event);
    ipcRenderer.on(EVENTS_CHANNEL, hear);
    return () => {
      ipcRenderer.removeListener(EVENTS_CHANNEL, hear);
    };
  },
});
