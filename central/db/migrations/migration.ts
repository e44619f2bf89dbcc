/** One step of the schema; frozen once it has landed, later changes are new steps. */
export type Migration = { id: number; name: string; statements: readonly string[] };
