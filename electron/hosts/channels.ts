/** The two channels between Electron's page and its main process; there are no others. */
export const CALL_CHANNEL = "hall:call";
/** The channel on which a page of our own hears news. */
export const NEWS_CHANNEL = "hall:news";
