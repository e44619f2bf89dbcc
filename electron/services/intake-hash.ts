import type { DraftBody } from "../../shared/contract/draft-body.ts";
import { canonicalJson, sha256 } from "../canonical-json.ts";

/** What a key was used for; where the cursor stood is not part of it. */
export const hashOfBody = (body: DraftBody): string => sha256(canonicalJson({ ...body, at: null }));
