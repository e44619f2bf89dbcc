/**
 * An intake payload of about 2 KB of UTF-8: field names and invented Chinese text that does not compress away. The
 * same number gives the same payload.
 */
export function benchPayload(number: number): string {
  let seed = number + 1;
  const text = (length: number): string => {
    let made = "";
    for (let at = 0; at < length; at += 1) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      made += String.fromCodePoint(0x4e00 + ((seed >>> 8) % 3_000));
    }
    return made;
  };
  const sections = Array.from({ length: 12 }, (_, at) => ({
    section: `section-${at}`,
    field: "site",
    value: text(42),
  }));
  return JSON.stringify({ number, applicant: text(12), sections });
}
