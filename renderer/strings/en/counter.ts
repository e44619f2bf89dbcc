import type { counter as zh } from "../zh/counter.ts";

/** The counter's texts in English. */
export const counter: Record<keyof typeof zh, string> = {};
