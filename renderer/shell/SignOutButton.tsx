import { Button, Modal } from "antd";
import { useState } from "react";
import type { OutboxView } from "../../shared/contract/outbox-calls.ts";
import { useOutboxStore } from "../features/outbox/outbox-store.ts";
import { useText } from "../strings/text.ts";
import { useSessionStore } from "./session-store.ts";

const unsentIn = (view: OutboxView | null) => ({ n: (view?.waiting ?? 0) + (view?.quarantined ?? 0), files: (view?.attachments.waiting ?? 0) + (view?.attachments.setAside ?? 0) });
const nothingIn = (view: OutboxView | null): boolean => Object.values(unsentIn(view)).every((count) => count === 0);

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
    if (nothingIn(useOutboxStore.getState().view)) await signOut();
    else setAsking(true);
  };
  return (
    <>
      <Button size="small" className="shell-out" onClick={() => void leave()}>
        {t("header.signOut")}
      </Button>
      <Modal
        open={asking}
        title={unsent.files === 0 ? t("signOut.unsent", unsent) : unsent.n === 0 ? t("signOut.files", { n: unsent.files }) : t("signOut.both", unsent)}
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
        {unsent.files > 0 && <p>{t("signOut.filesStay")}</p>}
      </Modal>
    </>
  );
}
