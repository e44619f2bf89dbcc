/** One request for help on a day (帮办代办请求): whether the hall answered it, and whether it was resolved. */
export type HelpRequest = { answered: boolean; solved: boolean };

/** The figures of help on a day (响应率、解决率、满意度). Rates are in whole thousandths; null if there was no request. */
export type OnBehalfFigures = {
  requests: number;
  responded: number;
  resolved: number;
  responsePermille: number | null;
  resolutionPermille: number | null;
  /** Null until there are ratings (未评价); it is never guessed. */
  satisfactionPermille: null;
  /** Too few for a rate to say much. */
  fewRequests: boolean;
};

/** Fewer requests than this are flagged. The policy names no number, so this one is ours, and it hides nothing. */
export const FEW_REQUESTS = 10;

/** Counts the requests for help of a day. */
export function onBehalfFigures(requests: readonly HelpRequest[]): OnBehalfFigures {
  const base = requests.length;
  const responded = requests.filter((request) => request.answered).length;
  const resolved = requests.filter((request) => request.solved).length;
  const permille = (count: number): number | null => (base === 0 ? null : Math.round((count * 1000) / base));
  return {
    requests: base,
    responded,
    resolved,
    responsePermille: permille(responded),
    resolutionPermille: permille(resolved),
    satisfactionPermille: null,
    fewRequests: base > 0 && base < FEW_REQUESTS,
  };
}

/** A rate as people read it, e.g. `66.7%`; null stays null. */
export const rateText = (permille: number | null): string | null =>
  permille === null ? null : `${permille % 10 === 0 ? permille / 10 : (permille / 10).toFixed(1)}%`;
