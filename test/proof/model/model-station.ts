import { randomUUID } from "node:crypto";
import { findOperator } from "../../../electron/db/operators.ts";
import { outboxPort } from "../../../electron/db/outbox-entries.ts";
import { performAct } from "../../../electron/services/acts.ts";
import { getApplicationRow, viewApplication } from "../../../electron/services/application.ts";
import { enrolAtCentre, findNamedCentre } from "../../../electron/services/centre-link.ts";
import { operatorAt } from "../../../electron/services/cli-actor.ts";
import type { Actor } from "../../../electron/services/hall.ts";
import { acceptHandover, offerHandover, viewHandovers } from "../../../electron/services/handover.ts";
import { submitApplication } from "../../../electron/services/intake.ts";
import { openHall, type OpenHall } from "../../../electron/services/open-hall.ts";
import { createDrain, type Drain } from "../../../electron/sync/drain.ts";
import type { OutboxPort } from "../../../electron/sync/outbox-port.ts";
import { createPull, type Pull } from "../../../electron/sync/pull.ts";
import { fixtureProfiles } from "../../helpers/hall.ts";
import { HandClock } from "../../helpers/hand-clock.ts";
import { yunhaiDraft } from "../../helpers/yunhai-draft.ts";
import { MODEL_CODE } from "./model-centre.ts";

/** What the way to the centre is like. */
export type Weather = "clear" | "down" | "answers-lost";

/** Faults planted between the worker and its store, or in what a station asks: a model that does not notice them proves nothing. */
export type ModelPlant = { port?: (port: OutboxPort) => OutboxPort; isDeaf?: boolean };

/** One entry as the station keeps it. */
export type OwnEntry = { key: string; payload_hash: string; state: string; receipt: string | null; application_id: string; sequence: number };

const START = "2026-09-18T02:00:00.000Z";
const DEADLINE_MS = 20_000;
const lost = (code: string): TypeError => new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });

/** A real station: store, services and workers as built; only its clock and the way to the centre are in the model's hand. */
export class ModelStation {
  weather: Weather = "clear";
  readonly troubles: string[] = [];
  private readonly clock = new HandClock(START);
  private readonly dir: string;
  private readonly plant: ModelPlant;
  private open!: OpenHall;
  private drain!: Drain;
  private pull!: Pull;
  private applications: string[] = [];

  private constructor(dir: string, plant: ModelPlant) {
    this.dir = dir;
    this.plant = plant;
  }

  /** Makes a station on an empty folder and enrols it. */
  static async make(dir: string, centreUrl: string, plant: ModelPlant): Promise<ModelStation> {
    const station = new ModelStation(dir, plant);
    await station.openStore();
    await enrolAtCentre(station.open.hall, centreUrl, MODEL_CODE);
    station.startWorkers();
    return station;
  }

  private async openStore(): Promise<void> {
    this.open = await openHall(this.dir, { now: this.clock.now, profileDirs: [fixtureProfiles()] });
    // The model kills workers, not machines; the kill tests are about the disk.
    this.open.hall.db.pragma("synchronous = OFF");
  }

  private readonly reach: typeof globalThis.fetch = async (...request) => {
    if (this.weather === "down") throw lost("ECONNREFUSED");
    const answer = await globalThis.fetch(...request);
    if (this.weather === "clear") return answer;
    await answer.text();
    throw lost("ECONNRESET");
  };

  private startWorkers(): void {
    const { hall } = this.open;
    const trouble = (error: unknown): void => void this.troubles.push(String(error));
    const centre = () => {
      const named = findNamedCentre(hall);
      return named === null ? null : { link: { baseUrl: named.url, fetch: this.reach, deadlineMs: DEADLINE_MS }, token: named.token };
    };
    const plain = outboxPort(hall.db);
    this.drain = createDrain({ port: this.plant.port?.(plain) ?? plain, centre, now: hall.now, random: hall.random, after: this.clock.after, changed: () => undefined, trouble });
    this.pull = createPull({ hall, centre, after: this.clock.after, resend: () => undefined, trouble });
  }

  private async stopWorkers(): Promise<void> {
    await this.pull.close();
    await this.drain.close();
  }

  /** What was taken in before does not belong to the next history. */
  forget(): void {
    this.applications = [];
    this.clock.set(START);
  }

  take(): void {
    const { hall } = this.open;
    this.applications.push(submitApplication(hall, operatorAt(hall), randomUUID(), yunhaiDraft()).id);
  }

  private pick(nth: number): string | null {
    return this.applications.length === 0 ? null : (this.applications[nth % this.applications.length] ?? null);
  }

  correct(nth: number): void {
    const id = this.pick(nth);
    const { hall } = this.open;
    if (id === null) return;
    const { version } = getApplicationRow(hall, id);
    performAct(hall, operatorAt(hall), { applicationId: id, shownVersion: version, act: { kind: "details.corrected", reason: "录入错误", changes: [{ section: "header", field: "applicant", value: `示例更正${version}公司` }] } });
  }

  private actor(id: string): Actor {
    const operator = findOperator(this.open.hall.db, id);
    if (operator === null) throw new Error(`no such operator: ${id}`);
    return { operator, station: this.open.hall.station() };
  }

  handOver(nth: number): void {
    const applicationId = this.pick(nth);
    const { hall } = this.open;
    if (applicationId === null) return;
    const row = getApplicationRow(hall, applicationId);
    const to = viewApplication(hall, row).dutyHolder.operatorId === "clerk-1" ? "clerk-2" : "clerk-1";
    offerHandover(hall, this.actor("supervisor-1"), { applicationId, shownVersion: row.version, toOperatorId: to, note: "换班" });
    const receiver = this.actor(to);
    for (const offer of viewHandovers(hall, receiver).incoming) acceptHandover(hall, receiver, offer.id);
  }

  /** One pass of each worker; true once everything is sent and the centre still holds what it confirmed. */
  async sync(): Promise<boolean> {
    const pulled = this.plant.isDeaf === true ? { putBack: 0, failed: null } : await this.pull.pullNow();
    await this.drain.retryNow();
    const counts = outboxPort(this.open.hall.db).countByState();
    return pulled.failed === null && pulled.putBack === 0 && counts.waiting + counts.sending === 0;
  }

  /** Cuts the workers off in mid-pass, so many milliseconds in; new ones find what the store holds. */
  async crash(milliseconds: number): Promise<void> {
    const cut = Promise.allSettled([this.pull.pullNow(), this.drain.retryNow()]);
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

  entries(): OwnEntry[] {
    return this.open.hall.db.prepare<[], OwnEntry>("SELECT key, payload_hash, state, receipt, application_id, sequence FROM outbox_entries ORDER BY rowid").all();
  }

  async close(): Promise<void> {
    await this.stopWorkers();
    this.open.close();
  }
}
