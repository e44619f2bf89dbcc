import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { findOperator } from "#station/db/operators.ts";
import { outboxPort } from "#station/db/due-entries.ts";
import { performAct } from "#station/cases/acts.ts";
import { getApplicationRow, viewApplication } from "#station/records/application.ts";
import { findChangedRows } from "#station/records/record-check.ts";
import { viewConflict } from "#station/sync/conflicts/conflict.ts";
import { resolveConflict } from "#station/sync/conflicts/resolve-conflict.ts";
import { enrolAtCentre, findNamedCentre, linkTo } from "#station/sync/transport/centre-link.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { viewCase } from "#station/cases/case-view.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { backUpStation } from "#test/helpers/copy-station.ts";
import { openStation, type OpenStation } from "#station/app/open-station.ts";
import { createOutboxWorker } from "#station/sync/outbox/outbox-worker.ts";
import { startSync } from "#station/sync/start-sync.ts";
import { StationKind } from "#shared/contract/centre/station.ts";
import type { Act } from "#shared/case/act.ts";
import type { ConflictSide } from "#shared/case/version-conflict.ts";
import type { DraftBody } from "#shared/case/draft-body.ts";
import { centreStores, type TestStore } from "./centre-stores.ts";
import { ownFolder } from "./cli.ts";
import { fixtureProfiles, plantStore, testProfiles } from "./store-template.ts";
import { HandClock } from "./hand-clock.ts";
import { yunhaiDraft } from "./yunhai-draft.ts";

/** One window of the hall, with a store of its own. */
export class TestWindow {
  readonly context: StationContext;
  readonly dir: string;
  private readonly open: OpenStation;

  constructor(open: OpenStation, dir: string) {
    this.open = open;
    this.context = open.context;
    this.dir = dir;
  }

  actor(id?: string): Actor {
    const operator = id === undefined ? operatorAt(this.context).operator : findOperator(this.context.db, id);
    if (operator === null) throw new Error(`no such operator: ${String(id)}`);
    return { operator, station: this.context.station() };
  }

  take(changes: Partial<DraftBody> = {}): string {
    return submitApplication(this.context, this.actor(), { key: randomUUID(), body: yunhaiDraft(changes) }).id;
  }

  /** Does an act on the record as it is here. */
  act(id: string, act: Act): void {
    performAct(this.context, this.actor(), {
      applicationId: id,
      shownVersion: getApplicationRow(this.context, id).version,
      act,
    });
  }

  correct(id: string, fields: Record<string, string>): void {
    this.act(id, {
      kind: "details.corrected",
      reason: "录入错误",
      changes: Object.entries(fields).map(([field, value]) => ({ section: "header", field, value })),
    });
  }

  /** Settles a version conflict as a person at the window would: the side named for each field, else the one that is chosen beforehand. */
  resolveConflict(id: string, sides: Record<string, ConflictSide> = {}) {
    const view = viewConflict(this.context, id);
    const picks = view.fields.map(({ section, field, preset }) => ({
      section,
      field,
      side: sides[field] ?? preset ?? "theirs",
    }));
    return resolveConflict(this.context, this.actor("clerk-2"), {
      applicationId: id,
      shownVersion: view.shownVersion,
      theirs: view.theirs ?? "",
      picks,
    });
  }

  /** The record and its case as this window shows them. */
  shown(id: string) {
    return {
      ...viewApplication(this.context, getApplicationRow(this.context, id)),
      view: viewCase(this.context, id, "clerk"),
    };
  }

  header(id: string): Record<string, unknown> {
    return { ...viewApplication(this.context, getApplicationRow(this.context, id)).content.form["header"] };
  }

  /** Sends what waits and learns what there is to learn; `what` names one of the two. */
  async sync(what: "both" | "send" = "both"): Promise<void> {
    if (what === "send") return this.send();
    const outbox = startSync(
      this.context,
      (error) => {
        throw error;
      },
      "no-centre",
    );
    try {
      await outbox.outboxWorker.retryNow();
      expect((await outbox.pull.pullNow()).failed).toBeNull();
    } finally {
      await outbox.close();
    }
  }

  /** Sends what waits, and learns nothing beside it. */
  private async send(): Promise<void> {
    const { context } = this;
    const centre = () => {
      const named = findNamedCentre(context);
      return named === null ? null : { link: linkTo(named.url), token: named.token };
    };
    const trouble = (error: unknown): never => {
      throw error;
    };
    const worker = createOutboxWorker({
      port: outboxPort(context.db),
      centre,
      now: context.now,
      random: context.random,
      setTimer: () => () => undefined,
      changed: () => undefined,
      onError: trouble,
    });
    await worker.retryNow();
    await worker.close();
  }

  outbox() {
    return outboxPort(this.context.db).countByState();
  }

  close(): void {
    this.open.close();
  }
}

const codeOf = (code: string, kind: StationKind): string => `${code}-${kind}`;

/** A real centre on PostgreSQL, and as many windows of one hall as a test opens; closed after each test. */
export function setWindows() {
  const clock = new HandClock("2026-09-18T02:00:00.000Z");
  const windows: TestWindow[] = [];
  const state: { store: TestStore | null; centre: RunningCentre | null; code: string } = {
    store: null,
    centre: null,
    code: "",
  };
  beforeAll(async () => {
    const [postgres] = centreStores;
    if (postgres === undefined) throw new Error("no store");
    state.store = await postgres.open();
  });
  afterEach(async () => {
    for (const window of windows.splice(0)) {
      // Whatever two windows do to a record, each still finds it as it was recorded.
      const changed = findChangedRows(window.context.db, 10);
      window.close();
      expect(changed).toEqual([]);
    }
    await state.centre?.close();
    state.centre = null;
  });
  afterAll(() => state.store?.remove());
  return {
    clock,
    sql: () => {
      if (state.store === null) throw new Error("the store is not open");
      return state.store.sql;
    },
    codeOf: (kind: StationKind) => codeOf(state.code, kind),
    centreUrl: () => state.centre?.url ?? "",
    /** The folder of a window as it is now, whole. */
    async copyOf(window: TestWindow): Promise<string> {
      const copy = ownFolder();
      await backUpStation(window.context, copy);
      return copy;
    },
    /** Enrols a window once more, under another prefix. */
    enrol: (window: TestWindow): Promise<unknown> =>
      enrolAtCentre(window.context, state.centre?.url ?? "", codeOf(state.code, "window")),
    /** Ends a window and opens it again on an older copy of its folder. */
    async putBack(window: TestWindow, copy: string, profileDirs = [fixtureProfiles()]): Promise<TestWindow> {
      window.close();
      windows.splice(windows.indexOf(window), 1);
      const back = new TestWindow(await openStation(copy, { ...testProfiles(), now: clock.now, profileDirs }), copy);
      windows.push(back);
      return back;
    },
    /** Opens a window, or another kind of station, and enrols it in the hall of the test. */
    async window(name: string, profileDirs = [fixtureProfiles()], kind: StationKind = "window"): Promise<TestWindow> {
      if (state.store === null) throw new Error("the store is not open");
      if (state.centre === null) {
        state.code = randomUUID();
        state.centre = await startCentre({
          sql: state.store.sql,
          port: 0,
          now: clock.now,
          enrolmentCodes: StationKind.options.map((one) => ({
            hallName: `大厅${state.code}`,
            code: codeOf(state.code, one),
            kind: one,
          })),
          enrolmentAttemptsPerMinute: 1_000,
        });
      }
      const dir = ownFolder();
      await plantStore(dir);
      const window = new TestWindow(await openStation(dir, { ...testProfiles(), now: clock.now, profileDirs }), dir);
      windows.push(window);
      window.context.db.prepare("UPDATE stations SET name = ?").run(name);
      await enrolAtCentre(window.context, state.centre.url, codeOf(state.code, kind), kind);
      return window;
    },
  };
}
