import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import type { AgencyDocuments } from "#shared/contract/centre/agency.ts";
import type { Agency } from "#central/db/agencies.ts";
import { type FoundDocument, listDocuments, readPieces } from "#central/db/agency-documents.ts";
import { findForAgency } from "#central/db/agency-lists.ts";
import { noteReads } from "#central/db/agency-reads.ts";
import { serveAgencies } from "#central/http/authenticate.ts";
import type { Centre } from "#central/http/centre.ts";
import { operations } from "#central/http/operations.ts";
import { readHash, readUuid } from "#central/http/read-input.ts";
import { noSuchDocument, notInList } from "#central/http/refusal.ts";

/** The documents of an application in the agency's list. Throws a `Refusal`. */
async function documentsOf(
  { sql, indexer }: Centre,
  agency: Agency,
  applicationId: string,
): Promise<{ hallId: string; found: FoundDocument[] }> {
  await indexer.catchUp();
  const listed = await findForAgency(sql, agency, applicationId);
  if (listed === null) throw notInList();
  const found = await listDocuments(sql, agency, { hallId: listed.hallId, applicationId });
  return { hallId: listed.hallId, found };
}

/** Serves an agency the files (附件) of the applications in its list. */
export function serveAgencyDocuments(app: FastifyInstance, centre: Centre): void {
  const noteRead = (agency: Agency, applicationId: string, requestId: string): Promise<void> =>
    noteReads(centre.sql, { agencyId: agency.id, requestId, at: centre.now() }, [applicationId]);
  serveAgencies(app, centre, operations.agencyDocuments, async (agency, request): Promise<AgencyDocuments> => {
    const applicationId = readUuid("id", request.params);
    const { found } = await documentsOf(centre, agency, applicationId);
    await noteRead(agency, applicationId, request.id);
    return { applicationId, documents: found.map(({ document }) => document) };
  });
  serveAgencies(app, centre, operations.agencyDocument, async (agency, request, reply) => {
    const applicationId = readUuid("id", request.params);
    const hash = readHash("hash", request.params);
    const { hallId, found } = await documentsOf(centre, agency, applicationId);
    const { document, uploadId } = found.find(({ document: { hash: known } }) => known === hash) ?? {};
    if (document === undefined || uploadId == null || document.size === null) throw noSuchDocument();
    await noteRead(agency, applicationId, request.id);
    // People outside the hall made the file: a browser must save it, never open it as a page of the centre.
    reply
      .header("content-disposition", `attachment; filename="${hash}"`)
      .header("content-length", document.size)
      .header("content-security-policy", "sandbox; default-src 'none'")
      .header("x-content-type-options", "nosniff")
      .header("cache-control", "private, no-store")
      .header("etag", `"${hash}"`)
      .type("application/octet-stream");
    return reply.send(Readable.from(readPieces(centre.sql, hallId, uploadId)));
  });
}
