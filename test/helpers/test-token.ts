/** The token of the tests' service account; `cli-account.ts` gives a hall this account. */
export const TEST_TOKEN = "lda_token-of-the-tests-0000000000000000000000000";
