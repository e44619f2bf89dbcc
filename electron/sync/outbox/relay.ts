import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { ExportedEntries, ExportedReceipts } from "#shared/contract/centre/encrypted-export.ts";
import { StationPrefix } from "#shared/contract/centre/station.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import { relayPort } from "./relayed-entries.ts";
import { outboxPass } from "./send-due.ts";
import { push } from "./push.ts";
import type { LinkPause } from "./apply-outcomes.ts";
import { findNamedCentre, linkTo } from "#station/sync/transport/centre-link.ts";
import { hallName } from "#station/core/station-settings.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change } from "#station/core/unit-of-work.ts";

/** What became of the entries that were brought in for another station; `left` were not tried or did not get through. */
export type Relayed = {
  delivered: number;
  refused: number;
  left: number;
  pause: LinkPause | null;
  receipts: ExportedReceipts;
};

const notEnrolled = () =>
  problem(
    "not-enrolled",
    bilingual(
      "本窗口没有在中心平台注册，不能代为同步。",
      "This station is not enrolled at a centre and cannot bring entries in.",
    ),
    NOTHING_WRITTEN,
    bilingual(
      "请在已注册、能连上中心平台的窗口导入。",
      "Import it at a station that is enrolled and reaches the centre.",
    ),
  );

const noPrefix = () =>
  problem(
    "export-broken",
    bilingual("文件没有写明出自哪个窗口。", "The file does not say which station made it."),
    NOTHING_WRITTEN,
    bilingual("请在原窗口重新加密导出。", "Export it again at the station that it is from."),
  );

const foreignHall = (there: string) =>
  problem(
    "export-other-hall",
    bilingual(
      `文件属于另一个大厅或另一个中心平台：${there.slice(0, 60)}。`,
      `The file is of another hall or another centre: ${there.slice(0, 60)}.`,
    ),
    NOTHING_WRITTEN,
    bilingual(
      "请在同一大厅、同一中心平台的另一窗口导入；否则记录会归到错误的大厅。",
      "Import it at another station of the same hall and centre; at any other they would count as the wrong hall's.",
    ),
  );

const bounded = ({ zh, en }: Bilingual): Bilingual => ({ zh: zh.slice(0, 2000), en: en.slice(0, 2000) });

/**
 * Brings the entries of an encrypted file to the centre for the station that exported them. Each goes under its own
 * key, so that a second import makes no second record. Nothing is kept here; receipts and refusals go back by file.
 */
export async function relayEntries(context: StationContext, actor: Actor, file: ExportedEntries): Promise<Relayed> {
  const centre = findNamedCentre(context);
  if (centre === null) throw notEnrolled();
  if (file.hallName !== hallName(context)) throw foreignHall(file.hallName);
  if (file.centreUrl !== null && file.centreUrl !== centre.url) throw foreignHall(file.centreUrl);
  const link = linkTo(centre.url, context.dir);
  // Every station has a prefix, one that was never enrolled too; without it the entries would count as this station's own.
  const relayedFor = StationPrefix.safeParse(file.stationPrefix).data;
  if (relayedFor === undefined) throw noPrefix();
  const { port, entries } = relayPort(file);
  const proofs = new Map(
    file.entries.flatMap(({ key, proof }) => (proof === undefined ? [] : [[key, proof] as const])),
  );
  const result = await outboxPass({
    port,
    now: context.now,
    random: context.random,
    fruitless: 0,
    send: (some) => push(link, centre.token, some, { relayedFor, proofs }),
    changed: () => undefined,
    closing: () => false,
  });
  const receipts: ExportedReceipts = {
    kind: "receipts",
    madeAt: context.now(),
    stationPrefix: actor.station.prefix,
    receipts: entries.flatMap(({ key, payloadHash, receipt }) =>
      receipt === null ? [] : [{ key, payloadHash, receipt }],
    ),
    refused: entries.flatMap(({ key, payloadHash, refusal }) =>
      refusal === null
        ? []
        : [
            {
              key,
              payloadHash,
              failure: refusal.failure,
              what: bounded(refusal.reason.what),
              next: bounded(refusal.reason.next),
            },
          ],
    ),
  };
  const [delivered, refused] = [receipts.receipts.length, receipts.refused.length];
  const detail = { delivered, refused, of: file.stationPrefix };
  change(context, actor, (unit) => unit.audit("outbox.carried", actor.station.id, detail));
  return { delivered, refused, left: entries.length - delivered - refused, pause: result.pause, receipts };
}
