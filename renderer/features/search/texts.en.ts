import type { search as zh } from "./texts.zh.ts";

/** Texts of the search over every stored application. */
export const search: Record<keyof typeof zh, string> = {
  "search.button": "Find",
  "search.title": "Find an application",
  "search.label": "Name (one character will do), address, acceptance number, last four of a phone, or credit code",
  "search.hint": "Type any part of it; the newest come first.",
  "search.none": "No application matches.",
  "search.more": "There are older ones; type some more.",
  "search.elsewhere": "Taken in at {window}",
  "search.duty": "{name} answers · {window}",
};
