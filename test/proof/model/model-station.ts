import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { centrePaths } from "#shared/contract/centre/push.ts";
import { findApplication } from "#station/db/applications.ts";
import { findOperator } from "#station/db/operators.ts";
import { outboxPort } from "#station/db/due-entries.ts";
import { viewOutbox } from "#station/db/outbox-view.ts";
import { listUnapplied } from "#station/db/pulled-entries.ts";
import { performAct } from "#station/cases/acts.ts";
import { getApplicationRow, viewApplication } from "#station/records/application.ts";
import { enrolAtCentre, findNamedCentre } from "#station/sync/transport/centre-link.ts";
import { viewConflict } from "#station/sync/conflicts/conflict.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import type { Actor } from "#station/core/station-context.ts";
import { acceptHandover, offerHandover, viewHandovers } from "#station/cases/handover.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { resolveConflict } from "#station/sync/conflicts/resolve-conflict.ts";
import { openStation, type OpenStation } from "#station/app/open-station.ts";
import { backUpStation, restoreStation } from "#test/helpers/copy-station.ts";
import { createOutboxWorker, type OutboxWorker } from "#station/sync/outbox/outbox-worker.ts";
import type { OutboxPort } from "#station/db/outbox-port.ts";
import { createLinkWatch, type LinkWatch } from "#station/sync/transport/reconnect.ts";
import { reachCentre } from "#station/sync/transport/reconnect.ts";
import { createFeedWorker, type FeedWorker } from "#station/sync/feed/feed-worker.ts";
import { ProblemError } from "#shared/lib/problem.ts";
import { plantStore, testProfiles } from "#test/helpers/store-template.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";
import { MODEL_CODE } from "./model-centre.ts";

/** What the way to the centre is like. */
export type Weather = "clear" | "down" | "answers-lost" | "portal";

/** Faults planted between the worker and its store, or in what a station asks: a model that does not notice them proves nothing. */
export type ModelPlant = {
  port?: (port: OutboxPort) => OutboxPort;
  isDeaf?: boolean;
  /** Never asks for what it sent itself. */ isForgetful?: boolean;
};

/** One entry as the station keeps it. */
export type OwnEntry = {
  key: string;
  payload_hash: string;
  state: string;
  receipt: string | null;
  application_id: string;
  sequence: number;
};

const START = "2026-09-18T02:00:00.000Z";
const DEADLINE_MS = 20_000;
/**
 * Turns of the event loop without a call after which a worker is asleep: between two calls it waits only for the
 * store, which does not wait.
 */
const QUIET_TURNS = 4;
const NEVER = new AbortController().signal;
const lost = (code: string): TypeError =>
  new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });

/** A real station: store, services and workers as built; only its clock and the way to the centre are in the model's hand. */
export class ModelStation {
  weather: Weather = "clear";
  readonly troubles: string[] = [];
  /** How many calls to the centre are under way, and when a record last went out. */
  underWay = 0;
  lastTriedAt: string | null = null;
  private readonly clock = new HandClock(START);
  private readonly dir: string;
  private readonly plant: ModelPlant;
  private open!: OpenStation;
  private worker!: OutboxWorker;
  private pull!: FeedWorker;
  private watch!: LinkWatch;
  private applications: string[] = [];
  /**
   * Entries that this window sent before it was restored from a copy, and no longer has as its own. At most this many
   * are known to the centre alone.
   */
  readBack = 0;
  private copy: string | null = null;
  private isSelfDriven = false;

  private constructor(dir: string, plant: ModelPlant) {
    this.dir = dir;
    this.plant = plant;
  }

  /** Makes a station on an empty folder and enrols it. */
  static async make(dir: string, centreUrl: string, plant: ModelPlant): Promise<ModelStation> {
    const station = new ModelStation(dir, plant);
    mkdirSync(dir, { recursive: true });
    await plantStore(dir);
    await station.openStore();
    await enrolAtCentre(station.open.context, centreUrl, MODEL_CODE);
    station.startWorkers();
    return station;
  }

  private async openStore(): Promise<void> {
    this.open = await openStation(this.dir, { now: this.clock.now, ...testProfiles() });
    // The model kills workers, not machines; the kill tests are about the disk.
    this.open.context.db.pragma("synchronous = OFF");
  }

  private readonly reach: typeof globalThis.fetch = async (...request) => {
    if (request[1]?.method !== "GET" && String(request[0]).includes(centrePaths.pushBatch))
      this.lastTriedAt = this.clock.now();
    if (this.weather === "down") throw lost("ECONNREFUSED");
    if (this.weather === "portal")
      return new Response("<!doctype html><title>请先登录</title>", { headers: { "content-type": "text/html" } });
    this.underWay += 1;
    try {
      const [asked, ...rest] = request;
      const answer = await globalThis.fetch(
        this.plant.isForgetful === true ? String(asked).replace(/(?:own|newest)=1/, "") : asked,
        ...rest,
      );
      const body = await answer.arrayBuffer();
      if (this.weather === "answers-lost") throw lost("ECONNRESET");
      return new Response(body.byteLength === 0 ? null : body, { status: answer.status, headers: answer.headers });
    } finally {
      this.underWay -= 1;
    }
  };

  private startWorkers(): void {
    const { context } = this.open;
    const trouble = (error: unknown): void => void this.troubles.push(String(error));
    const centre = () => {
      const named = findNamedCentre(context);
      return named === null
        ? null
        : { link: { baseUrl: named.url, fetch: this.reach, deadlineMs: DEADLINE_MS }, token: named.token };
    };
    const plain = outboxPort(context.db);
    this.worker = createOutboxWorker({
      port: this.plant.port?.(plain) ?? plain,
      centre,
      now: context.now,
      random: context.random,
      setTimer: this.clock.after,
      changed: () => undefined,
      onError: trouble,
    });
    this.pull = createFeedWorker({
      context,
      centre,
      setTimer: this.clock.after,
      resend: () => this.worker.wake(),
      onError: trouble,
    });
    this.watch = createLinkWatch({
      isOffline: this.worker.isOffline,
      reach: () =>
        reachCentre({ baseUrl: centre()?.link.baseUrl ?? "", fetch: this.reach, deadlineMs: DEADLINE_MS }, NEVER),
      onReconnect: () => {
        this.worker.onReconnect();
        this.pull.pullNow().catch(trouble);
      },
      random: context.random,
      setTimer: this.clock.after,
      onError: trouble,
    });
    if (!this.isSelfDriven) return;
    this.worker.start();
    this.pull.start();
    this.watch.start();
  }

  /** From now on the workers go by their own timers, as in a hall; {@link advance} turns the clock. */
  driveItself(): void {
    this.isSelfDriven = true;
    this.worker.start();
    this.pull.start();
    this.watch.start();
  }

  /** Milliseconds until the next timer of a worker. */
  get nextTimerMs(): number {
    return this.clock.nextTimerMs ?? Infinity;
  }

  /** Turns the clock; what falls due runs. */
  advance(ms: number): void {
    this.clock.advance(ms);
  }

  /** Notifies the workers of a new record, as the counter does. */
  wake(): void {
    this.worker.wake();
  }

  /** Until no call is under way and nobody is about to make one. */
  async whenIdle(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_TURNS; quiet = this.underWay === 0 ? quiet + 1 : 0)
      await new Promise((resolve) => setImmediate(resolve));
  }

  /** Kills the workers at once; new ones find what the store has. */
  async kill(): Promise<void> {
    await this.stopWorkers();
    this.startWorkers();
  }

  get isCut(): boolean {
    return this.worker.isOffline();
  }

  get waiting(): number {
    const counts = outboxPort(this.open.context.db).countByState();
    return counts.waiting + counts.sending;
  }

  private async stopWorkers(): Promise<void> {
    await this.watch.close();
    await this.pull.close();
    await this.worker.close();
  }

  /** What was taken in before does not belong to the next history. */
  forget(): void {
    this.applications = [];
    this.clock.set(START);
  }

  take(): void {
    const { context } = this.open;
    this.applications.push(
      submitApplication(context, operatorAt(context), { key: randomUUID(), body: yunhaiDraft() }).id,
    );
  }

  private pick(nth: number): string | null {
    // What a copy of the store lacks cannot be acted on until it has been read back.
    const here = this.applications.filter((id) => findApplication(this.open.context.db, id) !== null);
    return here.length === 0 ? null : (here[nth % here.length] ?? null);
  }

  /** Keeps a copy of the store as it is, to be restored in this history. */
  async keepCopy(): Promise<void> {
    this.copy = `${this.dir}.copy`;
    mkdirSync(this.copy, { recursive: true });
    await backUpStation(this.open.context, this.copy);
  }

  /** Ends the program, puts the store back to the copy and opens it again. */
  async restoreCopy(): Promise<void> {
    if (this.copy === null) return;
    const before = this.entries().length;
    await this.close();
    restoreStation(this.copy, this.dir);
    await this.openStore();
    this.startWorkers();
    this.readBack += before - this.entries().length;
  }

  /** Settles each version that this window made a second time as it is proposed; true where there was one. */
  resolveConflicts(): boolean {
    const { context } = this.open;
    const ids = new Set(
      viewOutbox(context.db, 1_000).entries.flatMap(({ conflict, applicationId }) => (conflict ? [applicationId] : [])),
    );
    for (const id of ids) {
      const view = viewConflict(context, id);
      if (view.theirs === null) continue;
      resolveConflict(context, this.actor("supervisor-1"), {
        applicationId: id,
        shownVersion: view.shownVersion,
        theirs: view.theirs,
        picks: view.fields.map(({ section, field, preset }) => ({ section, field, side: preset ?? "theirs" })),
      });
    }
    return ids.size > 0;
  }

  correct(nth: number): void {
    const id = this.pick(nth);
    const { context } = this.open;
    if (id === null) return;
    const { version } = getApplicationRow(context, id);
    performAct(context, operatorAt(context), {
      applicationId: id,
      shownVersion: version,
      act: {
        kind: "details.corrected",
        reason: "录入错误",
        changes: [{ section: "header", field: "applicant", value: `示例更正${version}公司` }],
      },
    });
  }

  /** Corrects what another window took in, where that is known and nothing prevents it. */
  correctElsewhere(nth: number): void {
    const { context } = this.open;
    const ids = context.db
      .prepare<[], string>("SELECT id FROM applications WHERE station_id LIKE 'window-%' ORDER BY rowid DESC LIMIT 10")
      .pluck()
      .all();
    const id = ids[nth % Math.max(1, ids.length)];
    if (id === undefined) return;
    const { version } = getApplicationRow(context, id);
    try {
      performAct(context, operatorAt(context), {
        applicationId: id,
        shownVersion: version,
        act: {
          kind: "details.corrected",
          reason: "录入错误",
          changes: [{ section: "header", field: "contact", value: `示例联系人${version}` }],
        },
      });
    } catch (error) {
      if (!(error instanceof ProblemError && error.problem.code === "record-held")) throw error;
    }
  }

  private actor(id: string): Actor {
    const operator = findOperator(this.open.context.db, id);
    if (operator === null) throw new Error(`no such operator: ${id}`);
    return { operator, station: this.open.context.station() };
  }

  handOver(nth: number): void {
    const applicationId = this.pick(nth);
    const { context } = this.open;
    if (applicationId === null) return;
    const row = getApplicationRow(context, applicationId);
    const to = viewApplication(context, row).dutyHolder.operatorId === "clerk-1" ? "clerk-2" : "clerk-1";
    offerHandover(context, this.actor("supervisor-1"), {
      applicationId,
      shownVersion: row.version,
      toOperatorId: to,
      note: "换班",
    });
    const receiver = this.actor(to);
    for (const offer of viewHandovers(context, receiver).incoming) acceptHandover(context, receiver, offer.id);
  }

  /** One pass of each worker; true once everything is sent and the centre still holds what it confirmed. */
  async sync(): Promise<boolean> {
    const pulled = this.plant.isDeaf === true ? { requeued: 0, failed: null } : await this.pull.pullNow();
    await this.worker.retryNow();
    const counts = outboxPort(this.open.context.db).countByState();
    return pulled.failed === null && pulled.requeued === 0 && counts.waiting + counts.sending === 0;
  }

  /** Cuts the workers off in mid-pass, so many milliseconds in; new ones find what the store holds. */
  async crash(milliseconds: number): Promise<void> {
    const cut = Promise.allSettled([this.pull.pullNow(), this.worker.retryNow()]);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    await this.stopWorkers();
    await cut;
    this.startWorkers();
  }

  /** Ends the program and opens the same folder again. */
  async restart(): Promise<void> {
    await this.close();
    await this.openStore();
    this.startWorkers();
  }

  jump(minutes: number): void {
    this.clock.set(new Date(Date.parse(START) + minutes * 60_000).toISOString());
  }

  /**
   * Applications of this history whose version here differs from the centre's. One whose number was given again
   * meanwhile is quarantined, and reported.
   */
  differing(versions: ReadonlyMap<string, number>): string[] {
    const { db } = this.open.context;
    return this.applications.filter((id) => {
      const there = versions.get(id);
      return (
        there !== undefined &&
        findApplication(db, id)?.version !== there &&
        !listUnapplied(db, id).some(({ state }) => state === "set-aside")
      );
    });
  }

  entries(): OwnEntry[] {
    return this.open.context.db
      .prepare<[], OwnEntry>(
        "SELECT key, payload_hash, state, receipt, application_id, sequence FROM outbox_entries WHERE replaced_by IS NULL ORDER BY rowid",
      )
      .all();
  }

  async close(): Promise<void> {
    await this.stopWorkers();
    this.open.close();
  }
}
