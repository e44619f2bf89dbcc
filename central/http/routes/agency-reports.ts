import type { FastifyInstance } from "fastify";
import {
  AcceptedReportsRequest,
  type AcceptedReports,
  type AgencyReceipt,
  AgencyReport,
  type AgencyReports,
} from "#shared/contract/centre/agency.ts";
import type { FeedItem } from "#shared/contract/centre/feed.ts";
import type { Agency } from "#central/db/agencies.ts";
import { findForAgency } from "#central/db/agency-lists.ts";
import {
  addReport,
  findReport,
  listAcceptedReports,
  listReports,
  listReportsOfCase,
  lockReports,
} from "#central/db/agency-reports.ts";
import { readEpoch } from "#central/db/centre-state.ts";
import { addFeedItems } from "#central/db/feed-items.ts";
import { replacedItem, reportIn, textOfReport, wrongFieldsOf, wrongMatter } from "#central/domain/report-rules.ts";
import { serveAgencies } from "#central/http/authenticate.ts";
import type { Centre } from "#central/http/centre.ts";
import { cursorAt, placeAfter } from "#central/http/cursor.ts";
import { operations } from "#central/http/operations.ts";
import { readBody, readLimit, readUuid } from "#central/http/read-input.ts";
import { caseOver, notInList, reportConflict, wrongFields } from "#central/http/refusal.ts";
import { makeReceipt, sha256Hex, uuidOf } from "#central/lib/secrets.ts";

/** Serves the agencies' reports: taking them in, reading them back, and which of them are still here. */
export function serveAgencyReports(app: FastifyInstance, centre: Centre): void {
  serveAgencies(app, centre, operations.agencyReport, async (agency, request, reply) => {
    const key = readUuid("key", request.params);
    const receipt = await takeReport(centre, agency, key, readBody(AgencyReport, request.body));
    return reply.code(receipt.duplicate ? 200 : 201).send(receipt);
  });
  serveAgencies(app, centre, operations.agencyReports, async (agency, request): Promise<AgencyReports> => {
    const after = placeAfter(request.query, agency.epoch);
    const limit = readLimit(request.query);
    const found = await listReports(centre.sql, agency, after, limit + 1);
    const page = found.slice(0, limit);
    return {
      epoch: agency.epoch,
      reports: page.map(({ key, receipt, receivedAt, ...stored }) => ({
        key,
        receipt,
        receivedAt,
        report: reportIn(stored),
      })),
      cursor: cursorAt(agency.epoch, page.at(-1)?.position ?? after),
      more: found.length > page.length,
    };
  });
  serveAgencies(app, centre, operations.acceptedReports, async (agency, request): Promise<AcceptedReports> => {
    const { keys } = readBody(AcceptedReportsRequest, request.body);
    // The epoch is read first: if a restore comes between, the agency sees an old epoch and asks again.
    const epoch = await readEpoch(centre.sql);
    return { epoch, held: await listAcceptedReports(centre.sql, agency, keys) };
  });
}

function feedItemOf(
  agency: Agency,
  id: string,
  { report, at, replaces }: { report: AgencyReport; at: string; replaces: string | undefined },
): FeedItem {
  const common = { id, at, by: { kind: agency.kind, name: agency.name } };
  if (report.kind === "progress.reported") return { ...report, ...common, utility: agency.utility ?? "" };
  const { applicationId, on } = report;
  const said = { applicationId, on, text: textOfReport(report), ...(replaces === undefined ? {} : { replaces }) };
  return report.kind === "opinion.given"
    ? { kind: report.kind, agrees: report.agrees, ...said, ...common }
    : { kind: report.kind, ...said, ...common };
}

/**
 * Writes the report and the item in the hall's feed in one transaction. What was accepted once gets its receipt again,
 * even if the case is over by now. The item's id is made of agency and key: two agencies may use one key.
 */
async function takeReport(centre: Centre, agency: Agency, key: string, report: AgencyReport): Promise<AgencyReceipt> {
  const otherMatter = wrongMatter(report, agency);
  if (otherMatter.length > 0) throw wrongFields(otherMatter);
  await centre.indexer.catchUp();
  const receivedAt = centre.now();
  const text = JSON.stringify(report);
  const bodyHash = sha256Hex(text);
  const applicationId = report.applicationId.toLowerCase();
  return centre.sql.transaction(async (tx) => {
    await lockReports(tx, agency.id);
    const known = await findReport(tx, agency.id, key);
    if (known !== null) {
      if (known.bodyHash !== bodyHash) throw reportConflict({ payloadHash: known.bodyHash, receipt: known.receipt });
      return { key, receipt: known.receipt, receivedAt: known.receivedAt, duplicate: true };
    }
    const listed = await findForAgency(tx, agency, applicationId);
    if (listed === null) throw notInList();
    if (listed.over !== null) throw caseOver(listed.over);
    const of = { agencyId: agency.id, hallId: listed.hallId, applicationId };
    const before = await listReportsOfCase(tx, of);
    const wrong = wrongFieldsOf(report, { acceptedAt: listed.acceptedAt, now: receivedAt, before });
    if (wrong.length > 0) throw wrongFields(wrong);
    const id = uuidOf(agency.id, key);
    const receipt = makeReceipt();
    const item = feedItemOf(agency, id, { report, at: receivedAt, replaces: replacedItem(report, { before }) });
    const body = JSON.stringify(item);
    await addReport(tx, { ...of, key, report: text, body, bodyHash, receipt, receivedAt });
    await addFeedItems(tx, [{ hallId: listed.hallId, id, body }]);
    return { key, receipt, receivedAt, duplicate: false };
  });
}
