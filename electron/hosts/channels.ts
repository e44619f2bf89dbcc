/** The two channels between Electron's page and its main process; there are no others. */
export const CALL_CHANNEL = "hall:call";
export const NEWS_CHANNEL = "hall:news";
