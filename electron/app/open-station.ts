import { join } from "node:path";
import { randomInt } from "node:crypto";
import { bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, problem, ProblemError } from "#shared/lib/problem.ts";
import type { Now } from "#shared/time/instant.ts";
import { CounterHours } from "#shared/time/working-time.ts";
import { noteClockTrust } from "#station/health/system-clock-trust.ts";
import { keepKnownAddresses } from "#station/printing/allowed-addresses.ts";
import { openLog, reportTo } from "#station/core/log.ts";
import { createSystemClockMonitor, recordedTimes } from "#station/core/system-clock-monitor.ts";
import {
  type FollowingMark,
  followWithMark,
  openCheckedStore,
  openStoreBeside,
  readCheckedStore,
  refuseGone,
} from "#station/db/checked-store.ts";
import { emptyLog } from "#station/db/checkpoint.ts";
import type { Db } from "#station/db/database.ts";
import { keepFirstGuards } from "#station/core/guarded-state.ts";
import { changeAs, SYSTEM, writeOwed } from "#station/core/unit-of-work.ts";
import { offerAgain } from "#station/db/publications.ts";
import { findSetting } from "#station/db/settings.ts";
import { findStation } from "#station/db/stations.ts";
import { idMaker } from "#station/lib/ids.ts";
import { noteMark, openHealthBook } from "#station/core/health-book.ts";
import { resourcesDir } from "#station/lib/resources.ts";
import { writeCleanShutdownMarker, removeCleanShutdownMarker } from "./clean-shutdown.ts";
import { openCalendars } from "#station/rules/calendar-registry.ts";
import { seedDemoHall } from "#station/people/demo-people.ts";
import { PIN_COST, type PinCost } from "#station/people/pin-hash.ts";
import { createEventBus } from "#station/core/event-bus.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { keepFolderPrivate } from "./private-folder.ts";
import { lockStationFolder } from "./folder-lock.ts";
import type { Machine } from "./machine.ts";
import { refuseUnfitMachine } from "./self-test.ts";
import { acceptShortfall, type AcceptedShortfall } from "./restored-station.ts";
import { profilesOfBuild } from "#station/rules/profile-registry.ts";
import { takeDue } from "#station/sync/publications/publications.ts";
import { openProfileRegistry, type CheckedProfiles } from "#station/rules/profile-registry.ts";
import type { ProfileRegistry } from "#station/core/loaded-profiles.ts";
import { retryRemote } from "#station/sync/feed/remote-entries.ts";
import { keepRulesInForce, replaceStandIns } from "#station/sync/feed/remote-rules.ts";
import { fillCaseKeys } from "#station/records/case-keys.ts";
import { fillSearchIndex } from "#station/records/search-index.ts";

/** Fakes that a test may set; otherwise the real clock, ids and random source. */
export type StationOptions = {
  now?: Now;
  /** Milliseconds of a clock that nobody can set; steps with `now` where only that is given. */ monotonicMs?: () => number;
  newId?: () => string;
  random?: () => number;
  machine?: Machine;
  /** A lower cost of PINs, so that tests do not wait for them; no program of this project sets it. */ pinCost?: PinCost;
  profileDirs?: string[];
  /** The profiles of exactly these folders, checked before. Folders that hold anything else are checked again. */
  checkedProfiles?: CheckedProfiles;
  centre?: "embedded-centre" | "no-centre";
  /** What a supervisor accepts who goes on with less than was saved. */
  accepted?: AcceptedShortfall;
  /** Hears what a listener of events throws; it stands in the log as well. */
  onError?: (error: unknown) => void;
};

/** An opened station; closing it releases the folder. */
export type OpenStation = {
  context: StationContext;
  /** Puts the newest mark on the disk. */ flushMark: () => Promise<void>;
  close: () => void;
};

/** The counter hours of a station that has not set its own: 9:00-12:00 and 13:30-17:00. */
export const DEFAULT_HOURS: CounterHours = {
  spans: [
    [540, 720],
    [810, 1020],
  ],
};

/** The shipped profiles, then those that the locality put into the folder; null for no folder. */
export const openProfiles = (
  dir: string | null,
  extra: string[] = [],
  checked: CheckedProfiles | null = profilesOfBuild(),
): ProfileRegistry =>
  openProfileRegistry(
    [join(resourcesDir(), "profiles"), ...(dir === null ? [] : [join(dir, "profiles")]), ...extra],
    checked,
  );

const ignore = (): void => undefined;
const newId = idMaker();
const fraction = (): number => randomInt(2 ** 32) / 2 ** 32;

function hoursOf(db: Db): CounterHours {
  const text = findSetting(db, "hall.hours");
  return text === null ? DEFAULT_HOURS : CounterHours.parse(JSON.parse(text));
}

/** A fake clock is its own monotonic clock, unless the test sets that too. */
function monotonicOf({ now, monotonicMs }: StationOptions): () => number {
  if (monotonicMs !== undefined) return monotonicMs;
  return now === undefined ? () => performance.now() : () => Date.parse(now());
}

function assemble(dir: string, db: Db, options: StationOptions, profiles: ProfileRegistry): StationContext {
  const now = options.now ?? (() => new Date().toISOString());
  const log = openLog(dir);
  return {
    dir,
    db,
    now,
    clock: createSystemClockMonitor(now, monotonicOf(options), recordedTimes(db)),
    newId: options.newId ?? newId,
    pinCost: options.pinCost ?? PIN_COST,
    health: openHealthBook(),
    random: options.random ?? fraction,
    profiles,
    calendars: openCalendars(dir).calendars,
    hours: hoursOf(db),
    station() {
      const station = findStation(db);
      if (station === null) throw new Error("the hall has no station");
      return station;
    },
    events: createEventBus(reportTo(log.area("app"), options.onError ?? ignore)("telling of an event")),
    log,
  };
}

/** Does what is written at opening but does not keep a hall closed, as on a full disk. */
function attempt(context: StationContext, doing: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    context.log.area("app").error({ err: error, doing }, "at opening");
  }
}

/** Opens a station's folder for work; an empty one becomes a demonstration. Refuses a folder that another program has open. */
export async function openStation(dir: string, options: StationOptions = {}): Promise<OpenStation> {
  refuseUnfitMachine(dir, options.now ?? (() => new Date().toISOString()), options.machine);
  const profiles = openProfiles(dir, options.profileDirs, options.checkedProfiles);
  keepFolderPrivate(dir);
  const lock = lockStationFolder(dir);
  try {
    const db = await openCheckedStore(dir, {
      beforeWriting: () => removeCleanShutdownMarker(dir),
      isAccepted: options.accepted !== undefined,
    });
    let mark: FollowingMark | null = null;
    try {
      const first = profiles.list()[0]?.profile.id;
      if (first === undefined)
        throw problem(
          "no-profile",
          bilingual("没有任何地方规则。", "There is no profile."),
          DATA_IS_SAFE,
          bilingual("请重新安装程序。", "Install the program again."),
        );
      const context = assemble(dir, db, options, profiles);
      if (options.accepted === undefined) await seedDemoHall(db, context.newId, context.random, first);
      // At once, as the acts that follow are recorded by this clock.
      attempt(context, "noting the clock", () => noteClockTrust(context));
      attempt(context, "keeping the printers' addresses", () => keepKnownAddresses(context));
      attempt(context, "recording who may act", () => keepFirstGuards(context));
      if (options.accepted !== undefined) {
        acceptShortfall(context, options.accepted);
        // It counts many commits as one, which a log must not.
        emptyLog(db);
      }
      const report = reportTo(context.log.area("store"), options.onError ?? ignore)("writing the mark");
      mark = followWithMark(db, dir, (fault) => noteMark(context, fault, report));
      fillSearchIndex(db);
      fillCaseKeys(db);
      // While the program was closed, a rules file may have been corrected or may have come into force.
      changeAs(context, SYSTEM, () => offerAgain(db));
      await takeDue(context);
      replaceStandIns(context);
      // An update of the program may bring newer rules than those in force.
      keepRulesInForce(context, profiles.list());
      retryRemote(context);
      const { flush, close: closeMark } = mark;
      return {
        context,
        flushMark: flush,
        close() {
          writeOwed(context);
          writeCleanShutdownMarker(dir, db);
          closeMark();
          db.close();
          lock.release();
        },
      };
    } catch (error) {
      mark?.close();
      db.close();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Throws where a folder holds no hall; nothing is begun there. */
export function refuseWithoutHall(dir: string): void {
  if (refuseGone(dir).isThere) return;
  throw problem(
    "hall-not-found",
    bilingual(`这个文件夹里没有大厅数据：${dir}`, `There is no hall in this folder: ${dir}`),
    DATA_IS_SAFE,
    bilingual(
      "请用 --data 指定大厅的数据文件夹；新大厅请先打开窗口程序。",
      "Name the hall's folder with --data; for a new hall open the window program first.",
    ),
  );
}

function assembleBeside(dir: string, db: Db, options: StationOptions): OpenStation {
  return {
    context: assemble(dir, db, options, openProfiles(dir, options.profileDirs, options.checkedProfiles)),
    flushMark: () => Promise.resolve(),
    close: () => db.close(),
  };
}

/** Opens a station's folder for reading, beside the program that works in it. */
export function openStationToRead(dir: string, options: StationOptions = {}): OpenStation {
  refuseWithoutHall(dir);
  return assembleBeside(dir, readCheckedStore(dir), options);
}

/** Opens a station's folder to answer a question and note who asked: also beside the program that works in it. */
export async function openStationToAnswer(dir: string, options: StationOptions = {}): Promise<OpenStation> {
  refuseWithoutHall(dir);
  try {
    return await openStation(dir, options);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== "hall-in-use") throw error;
  }
  return assembleBeside(dir, openStoreBeside(dir), options);
}
