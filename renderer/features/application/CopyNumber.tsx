import { Button } from "antd";
import { useState } from "react";
import { useText } from "#renderer/strings/text.ts";

/** Copies the acceptance number; says so only when the clipboard took it. */
export function CopyNumber({ number }: { number: string }) {
  const t = useText();
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard.writeText(number).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <Button className="accepted-copy" onClick={copy}>
      {copied ? `✓ ${t("application.copied")}` : t("application.copyNumber")}
    </Button>
  );
}
