/** The kiosk's texts. */
export const kiosk = {} as const;
