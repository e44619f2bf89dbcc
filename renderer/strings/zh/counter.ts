/** The counter's texts. */
export const counter = {} as const;
