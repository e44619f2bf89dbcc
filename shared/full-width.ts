/** Folds full-width Latin letters, digits and signs (全角) and the ideographic space to their plain forms; everything else stays. */
export const foldWidth = (text: string): string =>
  text
    .replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll("\u3000", " ");

/** Folds only full-width digits (０-９), for texts that otherwise stay as they were typed. */
export const foldDigits = (text: string): string =>
  text.replace(/[\uFF10-\uFF19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));

/** Folds a number as typed on a Chinese keyboard: full-width signs, and `。` struck for the decimal point. */
export const foldNumber = (text: string): string => foldWidth(text).replaceAll("。", ".").trim();
