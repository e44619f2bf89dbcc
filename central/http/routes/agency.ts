import type { FastifyInstance } from "fastify";
import type { AgencyApplication, AgencyPage } from "#shared/contract/centre/agency.ts";
import type { Agency } from "#central/db/agencies.ts";
import { findListed, listForAgency, type ListedApplication } from "#central/db/agency-lists.ts";
import { noteReads } from "#central/db/agency-reads.ts";
import { viewForAgency } from "#central/domain/agency-case.ts";
import { readProfilesAtHand } from "#central/domain/profiles-at-hand.ts";
import { serveAgencies } from "#central/http/authenticate.ts";
import type { Centre } from "#central/http/centre.ts";
import { cursorAt, placeAfter } from "#central/http/cursor.ts";
import { operations } from "#central/http/operations.ts";
import { readLimit, readUuid } from "#central/http/read-input.ts";
import { notInList } from "#central/http/refusal.ts";

/** Shows applications to an agency, and keeps that it was shown them: they name people. */
async function show(
  { sql, now }: Centre,
  agency: Agency,
  listed: readonly ListedApplication[],
  requestId: string,
): Promise<AgencyApplication[]> {
  if (listed.length === 0) return [];
  const atHand = await readProfilesAtHand(sql);
  const applications = listed.map((one) => viewForAgency(one, agency.utility, atHand));
  const read = { agencyId: agency.id, requestId, at: now() };
  await noteReads(
    sql,
    read,
    applications.map(({ applicationId }) => applicationId),
  );
  return applications;
}

/** Serves the agencies (水电气热网企业、审批部门) their lists of applications, and single ones of them. */
export function serveAgency(app: FastifyInstance, centre: Centre): void {
  serveAgencies(app, centre, operations.agencyApplications, async (agency, request): Promise<AgencyPage> => {
    const after = placeAfter(request.query, agency.epoch);
    const limit = readLimit(request.query);
    await centre.indexer.catchUp();
    const found = await centre.copy.read(agency.epoch, (db) => listForAgency(db, agency, after, limit + 1));
    const page = found.slice(0, limit);
    return {
      epoch: agency.epoch,
      applications: await show(centre, agency, page, request.id),
      cursor: cursorAt(agency.epoch, page.at(-1)?.listed ?? after),
      more: found.length > page.length,
    };
  });
  serveAgencies(app, centre, operations.agencyApplication, async (agency, request): Promise<AgencyApplication> => {
    const applicationId = readUuid("id", request.params);
    await centre.indexer.catchUp();
    const listed = await findListed(centre.sql, agency, applicationId);
    const [application] = listed === null ? [] : await show(centre, agency, [listed], request.id);
    if (application === undefined) throw notInList();
    return application;
  });
}
