import type { RoadClass } from "#shared/outside-line.ts";

/** Whether there is any of it: not measured, none (said), or some, described below. */
export type Presence = "unknown" | "none" | "some";

/** One crossing as typed; an empty text is "not measured", `NEVER` says that the road was never newly built or overhauled. */
export type CrossingEntry = { length: string; roadClass: RoadClass | ""; openedOn: string; overhauledOn: string };

/** The outside line of one utility as typed (外线工程); `has: false` is 无外线工程, said by the clerk. */
export type LineEntry = {
  has: boolean;
  on: string;
  length: string;
  crossings: Presence;
  crossingRows: CrossingEntry[];
  green: Presence;
  greenLength: string;
  greenArea: string;
  greenTrees: string;
};

/** What stands for "never" where a date is asked for: not newly built, never overhauled. */
export const NEVER = "never";

/** A crossing about which nothing was typed yet. */
export const emptyCrossing = (): CrossingEntry => ({ length: "", roadClass: "", openedOn: "", overhauledOn: "" });

/** A line nobody has measured yet: there is one until somebody says otherwise, and nothing about it is known. */
export const emptyLine = (): LineEntry => ({
  has: true,
  on: "",
  length: "",
  crossings: "unknown",
  crossingRows: [emptyCrossing()],
  green: "unknown",
  greenLength: "",
  greenArea: "",
  greenTrees: "",
});
