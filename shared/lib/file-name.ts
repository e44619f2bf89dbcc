/**
 * Control characters, half characters, characters that no file system allows, and direction marks that disguise an
 * extension.
 */
const UNFIT = /[\u0000-\u001f\u007f-\u009f\ud800-\udfff<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const MAX_CHARACTERS = 100;

/** A file's name without folders, valid on every file system, with the extension of its real type. */
export function safeFileName(given: string, ending: string): string {
  const own = given.split(/[/\\]/u).at(-1) ?? "";
  const bare = own
    .normalize("NFC")
    .replace(UNFIT, "")
    .replace(/\.[A-Za-z0-9]{1,5}$/u, "")
    .replace(/^[.\s]+|[.\s]+$/gu, "");
  const short = [...bare].slice(0, MAX_CHARACTERS).join("");
  return `${short === "" ? "file" : short}.${ending}`;
}
