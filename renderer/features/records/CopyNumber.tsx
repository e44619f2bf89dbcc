import { Button } from "antd";
import { useState } from "react";
import { useText } from "#renderer/lib/text.ts";

/** Copies the acceptance number; says whether the clipboard took it, and what to do where it did not. */
export function CopyNumber({ number, className }: { number: string; className: string }) {
  const t = useText();
  const [outcome, setOutcome] = useState<"none" | "copied" | "refused">("none");
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(number);
      setOutcome("copied");
    } catch {
      setOutcome("refused");
    }
  };
  return (
    <>
      <Button className={className} onClick={() => void copy()}>
        {outcome === "copied" ? `✓ ${t("application.copied")}` : t("application.copyNumber")}
      </Button>
      <output>{outcome === "refused" && t("application.notCopied")}</output>
    </>
  );
}
