import type { supervisor as zh } from "../zh/supervisor.ts";

/** The supervisor's texts in English. */
export const supervisor: Record<keyof typeof zh, string> = {};
