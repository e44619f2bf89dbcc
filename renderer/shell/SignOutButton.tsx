import { Button, Modal } from "antd";
import { useState } from "react";
import type { OutboxView } from "../../shared/contract/outbox-calls.ts";
import { useOutboxStore } from "../features/outbox/outbox-store.ts";
import { useText } from "../strings/text.ts";
import { useSessionStore } from "./session-store.ts";

const unsentIn = (view: OutboxView | null): number => (view?.waiting ?? 0) + (view?.quarantined ?? 0);

/** Signs out; while something has not reached the centre it says so first and asks once more, so that nobody leaves, or takes the machine away, without knowing. */
export function SignOutButton() {
  const t = useText();
  const signOut = useSessionStore((state) => state.signOut);
  const { view, read } = useOutboxStore();
  const [asking, setAsking] = useState(false);
  const unsent = unsentIn(view);
  const leave = async (): Promise<void> => {
    // As it is now: what was taken in a moment ago counts, and the list may not have been read here yet.
    await read();
    if (unsentIn(useOutboxStore.getState().view) === 0) await signOut();
    else setAsking(true);
  };
  return (
    <>
      <Button size="small" className="shell-out" onClick={() => void leave()}>
        {t("header.signOut")}
      </Button>
      <Modal
        open={asking}
        title={t("signOut.unsent", { n: unsent })}
        okText={t("signOut.leave")}
        cancelText={t("signOut.stay")}
        onOk={() => {
          setAsking(false);
          void signOut();
        }}
        onCancel={() => setAsking(false)}
        destroyOnHidden
      >
        <p>{t("signOut.safe")}</p>
      </Modal>
    </>
  );
}
