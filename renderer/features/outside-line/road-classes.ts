import type { RoadClass } from "#shared/outside-line.ts";

/** The classes of city roads in the order of their rank (主干路、快速路、次干路、支路). */
export const RoadClasses = ["arterial", "expressway", "secondary", "branch"] as const satisfies readonly RoadClass[];
