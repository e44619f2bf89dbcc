import type { DraftBody } from "#shared/contract/draft-body.ts";
import { canonicalJson } from "#station/canonical-json.ts";
import { sha256 } from "#station/sha256.ts";

/** What a key was used for; where the cursor stood, and which version of the rules the page showed, are not part of it: neither is stored. */
export const hashOfBody = (body: DraftBody): string =>
  sha256(canonicalJson({ ...body, at: null, profileVersion: undefined }));
