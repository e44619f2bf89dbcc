import type { Instant } from "#shared/time/instant.ts";

/** A clock that a test turns by hand: it never moves by itself, and timers run only when it is turned past them. */
export class HandClock {
  private at: number;
  private timers: { at: number; run: () => void }[] = [];

  constructor(start: Instant) {
    this.at = Date.parse(start);
  }

  readonly now = (): Instant => new Date(this.at).toISOString();

  readonly after = (ms: number, run: () => void): (() => void) => {
    const timer = { at: this.at + ms, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  };

  /** Milliseconds until the next timer, null when none is set. */
  get nextTimerMs(): number | null {
    return this.timers.length === 0 ? null : Math.min(...this.timers.map((timer) => timer.at)) - this.at;
  }

  /** Turns the clock without running timers, as when a person sets it; may go back. */
  set(to: Instant): void {
    this.at = Date.parse(to);
  }

  /** Turns the clock and runs every timer that falls due, in order. */
  advance(ms: number): void {
    this.at += ms;
    const due = this.timers.filter((timer) => timer.at <= this.at).sort((a, b) => a.at - b.at);
    this.timers = this.timers.filter((timer) => timer.at > this.at);
    for (const timer of due) timer.run();
  }
}
