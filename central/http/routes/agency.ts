import type { FastifyInstance } from "fastify";
import { AGENCY_PAGE, type AgencyPage, type AgencyReceipt, AgencyReport } from "#shared/contract/centre/agency.ts";
import type { FeedItem } from "#shared/contract/centre/feed.ts";
import type { Agency } from "#central/db/agencies.ts";
import { findForAgency, listForAgency } from "#central/db/agency-lists.ts";
import { type AcceptedReport, addReport, findReport } from "#central/db/agency-reports.ts";
import { addFeedItems } from "#central/db/feed-items.ts";
import { viewForAgency } from "#central/domain/agency-case.ts";
import { serveAgencies } from "#central/http/authenticate.ts";
import type { Centre } from "#central/http/centre.ts";
import { cursorAt, placeAfter } from "#central/http/cursor.ts";
import { operations } from "#central/http/operations.ts";
import { readBody, readUuid } from "#central/http/read-input.ts";
import { caseOver, notInList, reportConflict, wrongFields } from "#central/http/refusal.ts";
import { makeReceipt, sha256Hex, uuidOf } from "#central/lib/secrets.ts";

/** Serves the agencies (水电气热网企业、审批部门): their lists of new applications, and their reports. */
export function serveAgency(app: FastifyInstance, centre: Centre): void {
  serveAgencies(app, centre, operations.agencyApplications, async (agency, request): Promise<AgencyPage> => {
    const after = placeAfter(request.query, agency.epoch);
    await centre.indexer.catchUp();
    const found = await centre.copy.read(agency.epoch, (db) => listForAgency(db, agency, after, AGENCY_PAGE + 1));
    const page = found.slice(0, AGENCY_PAGE);
    return {
      epoch: agency.epoch,
      applications: page.map((listed) => viewForAgency(listed, agency.utility)),
      cursor: cursorAt(agency.epoch, page.at(-1)?.listed ?? after),
      more: found.length > page.length,
    };
  });
  serveAgencies(app, centre, operations.agencyReport, async (agency, request, reply) => {
    const key = readUuid("key", request.params);
    const receipt = await takeReport(centre, agency, key, readBody(AgencyReport, request.body));
    return reply.code(receipt.duplicate ? 200 : 201).send(receipt);
  });
}

/** Departments give opinions; utilities report dates and progress. */
function checkMatter(agency: Agency, asked: AgencyReport): void {
  if ((asked.kind === "opinion.given") === (agency.kind === "department")) return;
  throw wrongFields([{ path: "kind", message: "这一类信息不由本单位填报 / not this agency's to report" }]);
}

function feedItemOf(agency: Agency, id: string, report: AgencyReport, at: string): FeedItem {
  const common = { id, at, by: { kind: agency.kind, name: agency.name } };
  return report.kind === "progress.reported"
    ? { ...report, ...common, utility: agency.utility ?? "" }
    : { ...report, ...common };
}

/** The receipt of a report that is stored under the key; another content under it is a conflict. */
function receiptOf(key: string, bodyHash: string, stored: AcceptedReport): AgencyReceipt {
  if (stored.bodyHash !== bodyHash) throw reportConflict({ payloadHash: stored.bodyHash, receipt: stored.receipt });
  return { key, receipt: stored.receipt, receivedAt: stored.receivedAt, duplicate: true };
}

/**
 * Writes the report and the item in the hall's feed in one transaction. What was accepted once gets its receipt again,
 * even if the case is over by now.
 */
async function takeReport(centre: Centre, agency: Agency, key: string, report: AgencyReport): Promise<AgencyReceipt> {
  checkMatter(agency, report);
  await centre.indexer.catchUp();
  const receivedAt = centre.now();
  const bodyHash = sha256Hex(JSON.stringify(report));
  const receipt = makeReceipt();
  return centre.sql.transaction(async (tx) => {
    const applicationId = report.applicationId.toLowerCase();
    const known = await findReport(tx, agency.id, key);
    if (known !== null) return receiptOf(key, bodyHash, known);
    const listed = await findForAgency(tx, agency, applicationId);
    if (listed === null) throw notInList();
    if (listed.over !== null) throw caseOver(listed.over);
    const { hallId } = listed;
    const id = uuidOf(agency.id, key);
    const body = JSON.stringify(feedItemOf(agency, id, report, receivedAt));
    const meanwhile = await addReport(tx, {
      agencyId: agency.id,
      key,
      hallId,
      applicationId,
      body,
      bodyHash,
      receipt,
      receivedAt,
    });
    if (meanwhile !== null) return receiptOf(key, bodyHash, meanwhile);
    await addFeedItems(tx, [{ hallId, id, body }]);
    return { key, receipt, receivedAt, duplicate: false };
  });
}
