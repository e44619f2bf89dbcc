import type { Answer, News } from "#shared/contract/calls.ts";

/** One way to reach the host; `call` rejects only when no answer came. */
export type Transport = {
  call: (name: string, input: unknown) => Promise<Answer>;
  /** Delivers news until the returned function is called; `onLink` says whether the host can be heard. */
  listen: (onNews: (news: News) => void, onLink: (up: boolean) => void) => () => void;
};
