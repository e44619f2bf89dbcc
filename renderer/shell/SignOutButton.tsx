import { Button, Modal } from "antd";
import { useState } from "react";
import { useOutboxStore } from "../features/outbox/outbox-store.ts";
import { useText } from "../strings/text.ts";
import { useSessionStore } from "./session-store.ts";

/** Signs out; while something has not reached the centre it says so first and asks once more, so that nobody leaves, or takes the machine away, without knowing. */
export function SignOutButton() {
  const t = useText();
  const signOut = useSessionStore((state) => state.signOut);
  const view = useOutboxStore((state) => state.view);
  const [asking, setAsking] = useState(false);
  const unsent = (view?.waiting ?? 0) + (view?.quarantined ?? 0);
  return (
    <>
      <Button size="small" className="shell-out" onClick={() => (unsent === 0 ? void signOut() : setAsking(true))}>
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
