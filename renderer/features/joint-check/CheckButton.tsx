import { Button } from "antd";
import { useText } from "#renderer/strings/text.ts";
import { startCheck, useJointCheckStore } from "./joint-check-store.ts";

/** Has the applicant check the form as it is now. */
export function CheckButton() {
  const t = useText();
  const again = useJointCheckStore((state) => state.check !== null);
  return (
    <Button size="large" onClick={() => void startCheck()}>
      {t(again ? "check.again" : "check.start")} <kbd>F7</kbd>
    </Button>
  );
}
