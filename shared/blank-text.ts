/** Whether a text shows nothing: spaces, and signs that nobody sees, which would stand as a blank on paper. */
export const isBlankText = (text: string): boolean => /^[\s\u2800\p{Default_Ignorable_Code_Point}]*$/u.test(text);
