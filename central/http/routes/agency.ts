import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { PARTY_PAGE, type PartyPage, type PartyReceipt, PartyReport } from "#shared/contract/centre/agency.ts";
import type { FeedItem } from "#shared/contract/centre/feed.ts";
import type { Party } from "#central/db/agencies.ts";
import { findHallForParty, listForParty } from "#central/db/agency-applications.ts";
import { addReport } from "#central/db/agency-reports.ts";
import { addFeedItems } from "#central/db/feed-items.ts";
import { serveParties } from "#central/http/authenticate.ts";
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
export function serveParty(app: FastifyInstance, centre: Centre): void {
  serveParties(app, centre, operations.partyApplications, async (party, request): Promise<PartyPage> => {
    const after = placeAfter(request.query, party.epoch);
    await centre.indexer.catchUp();
    const found = await centre.copy.read(party.epoch, (db) => listForParty(db, party, after, PARTY_PAGE + 1));
    const page = found.slice(0, PARTY_PAGE);
    const applications = page.map(({ line, payload }) => ({ ...line, ...partOfRecord(payload, party.utility) }));
    return {
      epoch: party.epoch,
      applications,
      cursor: cursorAt(party.epoch, page.at(-1)?.listed ?? after),
      more: found.length > page.length,
    };
  });
  serveParties(app, centre, operations.partyReport, async (party, request, reply) => {
    const receipt = await report(centre, party, readUuid("key", request.params), readBody(PartyReport, request.body));
    return reply.code(receipt.duplicate ? 200 : 201).send(receipt);
  });
}

/** Opinions are a department's to give, dates and progress a utility's. */
function refuseOthersMatter(party: Party, said: PartyReport): void {
  if ((said.kind === "opinion.given") === (party.kind === "department")) return;
  throw wrongFields([{ path: "kind", message: "这一类信息不由本单位填报 / not this office's to tell" }]);
}

function feedItemOf(party: Party, id: string, said: PartyReport, at: string): FeedItem {
  const common = { id, at, by: { kind: party.kind, name: party.name } };
  return said.kind === "progress.reported"
    ? { ...said, ...common, utility: party.utility ?? "" }
    : { ...said, ...common };
}

/** The report and the item in the hall's feed are one transaction; the key of the one is the id of the other. */
async function report(centre: Centre, party: Party, key: string, said: PartyReport): Promise<PartyReceipt> {
  refuseOthersMatter(party, said);
  await centre.indexer.catchUp();
  const receivedAt = centre.now();
  const body = JSON.stringify(feedItemOf(party, key, said, receivedAt));
  const bodyHash = sha256Hex(JSON.stringify(said));
  const receipt = makeReceipt();
  return centre.sql.transaction(async (tx) => {
    const applicationId = said.applicationId.toLowerCase();
    const hallId = await findHallForParty(tx, party, applicationId);
    if (hallId === null) throw notInList();
    const accepted = await addReport(tx, {
      partyId: party.id,
      key,
      hallId,
      applicationId,
      body,
      bodyHash,
      receipt,
      receivedAt,
    });
    if (accepted !== null) {
      if (accepted.bodyHash !== bodyHash) throw keyConflict({ payloadHash: accepted.bodyHash, receipt: accepted.receipt });
      return { key, receipt: accepted.receipt, receivedAt: accepted.receivedAt, duplicate: true };
    }
    await addFeedItems(tx, [{ hallId, id: key, body }]);
    return { key, receipt, receivedAt, duplicate: false };
  });
}
