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

/** What of an accepted record an office is shown: a utility its own part and the parts of no utility, a department the parts of no utility and every outside line. */
function partOfRecord(
  payload: string,
  utility: string | null,
): { utilities: string[]; form: { [section: string]: unknown }; outsideLines: unknown[] } {
  const { utilities, form, outsideLines } = Record.parse(JSON.parse(payload)).content;
  // A section that belongs to a utility bears its name in every form; another utility's part is none of the caller's business.
  const own = Object.entries(form).filter(([section]) => section === utility || !utilities.includes(section));
  return {
    utilities,
    form: Object.fromEntries(own),
    outsideLines: outsideLines.filter((line) => utility === null || line.utility === utility),
  };
}

/** Serves the far side (水电气热网企业、审批部门): its list of new applications, and what it says about them. */
export function serveAgency(app: FastifyInstance, centre: Centre): void {
  serveAgencies(app, centre, operations.partyApplications, async (agency, request): Promise<AgencyPage> => {
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
  serveAgencies(app, centre, operations.partyReport, async (agency, request, reply) => {
    const receipt = await report(centre, agency, readUuid("key", request.params), readBody(AgencyReport, request.body));
    return reply.code(receipt.duplicate ? 200 : 201).send(receipt);
  });
}

/** Opinions are a department's to give, dates and progress a utility's. */
function refuseOthersMatter(agency: Agency, said: AgencyReport): void {
  if ((said.kind === "opinion.given") === (agency.kind === "department")) return;
  throw wrongFields([{ path: "kind", message: "这一类信息不由本单位填报 / not this office's to tell" }]);
}

function feedItemOf(agency: Agency, id: string, said: AgencyReport, at: string): FeedItem {
  const common = { id, at, by: { kind: agency.kind, name: agency.name } };
  return said.kind === "progress.reported"
    ? { ...said, ...common, utility: agency.utility ?? "" }
    : { ...said, ...common };
}

/** The report and the item in the hall's feed are one transaction; the key of the one is the id of the other. */
async function report(centre: Centre, agency: Agency, key: string, said: AgencyReport): Promise<AgencyReceipt> {
  refuseOthersMatter(agency, said);
  await centre.indexer.catchUp();
  const receivedAt = centre.now();
  const body = JSON.stringify(feedItemOf(agency, key, said, receivedAt));
  const bodyHash = sha256Hex(JSON.stringify(said));
  const receipt = makeReceipt();
  return centre.sql.transaction(async (tx) => {
    const applicationId = said.applicationId.toLowerCase();
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
