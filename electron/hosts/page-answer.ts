import { isOwnUrl } from "./own-page.ts";
import { PAGE_HEADERS, findPageFile } from "./page-files.ts";

/** Answers a request for one of the page's files; everything else is refused. */
export function answerPage(pageDir: string, method: string, address: string): Response {
  if (method !== "GET" || !isOwnUrl(address)) return new Response("403", { status: 403, headers: PAGE_HEADERS });
  const file = findPageFile(pageDir, new URL(address).pathname);
  if (file === null) return new Response("404", { status: 404, headers: PAGE_HEADERS });
  return new Response(new Uint8Array(file.bytes), { headers: { ...PAGE_HEADERS, "content-type": file.mime } });
}
