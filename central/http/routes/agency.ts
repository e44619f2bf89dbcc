import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { AGENCY_PAGE, type AgencyPage, type AgencyReceipt, AgencyReport } from "#shared/contract/centre/agency.ts";
import type { FeedItem } from "#shared/contract/centre/feed.ts";
import type { Agency } from "#central/db/agencies.ts";
import { findHallForAgency, listForAgency } from "#central/db/agency-applications.ts";
import { addReport } from "#central/db/agency-reports.ts";
import { addFeedItems } from "#central/db/feed-items.ts";
import { serveAgencies } from "#central/http/authenticate.ts";
import type { Centre } from "#central/http/centre.ts";
import { cursorAt, placeAfter } from "#central/http/cursor.ts";
import { operations } from "#central/http/operations.ts";
import { readBody, readUuid } from "#central/http/read-input.ts";
import { keyConflict, notInList, wrongFields } from "#central/http/refusal.ts";
import { makeReceipt, sha256Hex } from "#central/lib/secrets.ts";

const Record = z.object({
  content: z.object({
    utilities: z.array(z.string()),
    form: z.record(z.string(), z.unknown()),
    outsideLines: z.array(z.looseObject({ utility: z.string() })).catch([]),
  }),
});

/** The part of a record that an agency sees. Both see what belongs to no utility; a utility its own, a department every outside line. */
function partOfRecord(
  payload: string,
  utility: string | null,
): { utilities: string[]; form: { [section: string]: unknown }; outsideLines: unknown[] } {
  const { utilities, form, outsideLines } = Record.parse(JSON.parse(payload)).content;
  // A utility's section has the utility's name in every form; other utilities' sections are left out.
  const own = Object.entries(form).filter(([section]) => section === utility || !utilities.includes(section));
  return {
    utilities,
    form: Object.fromEntries(own),
    outsideLines: outsideLines.filter((line) => utility === null || line.utility === utility),
  };
}

/** Serves the agencies (水电气热网企业、审批部门): their lists of new applications, and their reports. */
export function serveAgency(app: FastifyInstance, centre: Centre): void {
  serveAgencies(app, centre, operations.agencyApplications, async (agency, request): Promise<AgencyPage> => {
    const after = placeAfter(request.query, agency.epoch);
    await centre.indexer.catchUp();
    const found = await centre.copy.read(agency.epoch, (db) => listForAgency(db, agency, after, AGENCY_PAGE + 1));
    const page = found.slice(0, AGENCY_PAGE);
    const applications = page.map(({ line, payload }) => ({ ...line, ...partOfRecord(payload, agency.utility) }));
    return {
      epoch: agency.epoch,
      applications,
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

/** Writes the report and the item in the hall's feed in one transaction; the item's id is the report's key. */
async function takeReport(centre: Centre, agency: Agency, key: string, report: AgencyReport): Promise<AgencyReceipt> {
  checkMatter(agency, report);
  await centre.indexer.catchUp();
  const receivedAt = centre.now();
  const body = JSON.stringify(feedItemOf(agency, key, report, receivedAt));
  const bodyHash = sha256Hex(JSON.stringify(report));
  const receipt = makeReceipt();
  return centre.sql.transaction(async (tx) => {
    const applicationId = report.applicationId.toLowerCase();
    const hallId = await findHallForAgency(tx, agency, applicationId);
    if (hallId === null) throw notInList();
    const accepted = await addReport(tx, {
      agencyId: agency.id,
      key,
      hallId,
      applicationId,
      body,
      bodyHash,
      receipt,
      receivedAt,
    });
    if (accepted !== null) {
      if (accepted.bodyHash !== bodyHash)
        throw keyConflict({ payloadHash: accepted.bodyHash, receipt: accepted.receipt });
      return { key, receipt: accepted.receipt, receivedAt: accepted.receivedAt, duplicate: true };
    }
    await addFeedItems(tx, [{ hallId, id: key, body }]);
    return { key, receipt, receivedAt, duplicate: false };
  });
}
