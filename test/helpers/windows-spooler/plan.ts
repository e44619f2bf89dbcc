/** One look at a job: what its queue says of it, and of the printer; `gone` where the queue has it no more. */
export type Step = { status: number; printer?: number; gone?: boolean };

/**
 * What breaks, where and how often. `asked` is before it says that it starts; where that does not end it, it goes on
 * to spool. `starting` is between the note of the start and the answer.
 */
export type Break = {
  at: "ready" | "list" | "state" | "asked" | "starting" | "spooled" | "job" | "control";
  how:
    | "die"
    | "garbage"
    | "not-json"
    | "endless-line"
    | "endless-lines"
    | "silence"
    | "other-id"
    | "wrong-shape"
    | "error"
    | "twice";
  /** The number of Windows that `error` answers. */
  code?: number;
  what?: string;
  /** How many times; left out: always. */
  times?: number;
};

/** How the emulated spooler behaves. */
export type Plan = {
  status?: number;
  attributes?: number;
  port?: string;
  trays?: string[];
  /** The names of the system's printers. */
  names?: string[];
  kept?: boolean;
  /** What the looks at a job say, one after the other; the last one stays. */
  steps?: Step[];
  /** Deleting a job does not work. */
  stubborn?: boolean;
  breaks?: Break[];
  /** How long a helper takes to start, in milliseconds. */
  slowMs?: number;
};

/** What the emulated spooler noted of one job. */
export type SpooledJob = {
  name: string;
  request: Record<string, unknown>;
  body: string;
  paused: boolean;
  deleted: boolean;
  released: boolean;
  looks: number;
  /** How often it reached the paper. */ printed: number;
};
