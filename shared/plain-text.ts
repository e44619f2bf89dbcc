import { z } from "zod";
import { isBlankText } from "./blank-text.ts";
import { illegalText } from "./legal-text.ts";

/** A text that somebody types beside a form, fit to be kept, printed and sent on: no control characters, no marks that turn its direction, no half characters; one that shows nothing is empty. */
export const plainText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .superRefine((text, context) => {
      const illegal = illegalText(text, true);
      if (illegal !== null) context.addIssue({ code: "custom", message: `${illegal.zh} / ${illegal.en}` });
    })
    .overwrite((text) => (isBlankText(text) ? "" : text));
