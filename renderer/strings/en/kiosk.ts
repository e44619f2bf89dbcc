import type { kiosk as zh } from "../zh/kiosk.ts";

/** The kiosk's texts in English. */
export const kiosk: Record<keyof typeof zh, string> = {};
