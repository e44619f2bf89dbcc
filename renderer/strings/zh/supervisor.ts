/** The supervisor's texts. */
export const supervisor = {} as const;
