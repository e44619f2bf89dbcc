import type { service as zh } from "./texts.zh.ts";

/** The texts of services beside the connection in English. */
export const service: Record<keyof typeof zh, string> = {
  "service.title": "Service asked for",
  "service.hint": "choose with the arrow keys",
  "service.noLine": "No outside line concerned",
  "service.earlier": "Number of the earlier connection (may stay blank; a name, address or phone finds it)",
  "service.earlierFound": "Take {number}",
  "service.follows": "Earlier connection",
  "service.openEarlier": "Open the earlier one {number}",
  "service.open": "Open the earlier one",
};
