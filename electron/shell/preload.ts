import { contextBridge, ipcRenderer, type IpcRendererEvent } from "electron";
import type { Answer, News } from "#shared/contract/calls.ts";
import { CALL_CHANNEL, NEWS_CHANNEL } from "#station/app/own-page.ts";

// All that the page can reach: one way to ask, one way to hear.
contextBridge.exposeInMainWorld("hall", {
  call: (name: string, input: unknown): Promise<Answer> => ipcRenderer.invoke(CALL_CHANNEL, name, input),
  onNews: (listener: (news: News) => void): (() => void) => {
    const hear = (_event: IpcRendererEvent, news: News): void => listener(news);
    ipcRenderer.on(NEWS_CHANNEL, hear);
    return () => {
      ipcRenderer.removeListener(NEWS_CHANNEL, hear);
    };
  },
});
