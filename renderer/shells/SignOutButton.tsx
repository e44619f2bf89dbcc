import { Button, Modal } from "antd";
import { useState } from "react";
import { useOutboxStore } from "#renderer/features/sync/outbox/outbox-store.ts";
import { unsentByKind } from "#renderer/features/sync/outbox/outbox-store.ts";
import { useText } from "#renderer/lib/text.ts";
import { useSessionStore } from "#renderer/features/people/session-store.ts";

/** Signs out; while something has not reached the centre it says so first and asks once more, so that nobody leaves, or takes the machine away, without knowing. */
export function SignOutButton() {
  const t = useText();
  const signOut = useSessionStore((state) => state.signOut);
  const { view, read } = useOutboxStore();
  const [asking, setAsking] = useState(false);
  const { records, files } = unsentByKind(view);
  const leave = async (): Promise<void> => {
    // As it is now: what was taken in a moment ago counts, and the list may not have been read here yet.
    await read();
    const now = unsentByKind(useOutboxStore.getState().view);
    if (now.records + now.files === 0) await signOut();
    else setAsking(true);
  };
  return (
    <>
      <Button size="small" className="shell-out" onClick={() => void leave()}>
        {t("header.signOut")}
      </Button>
      <Modal
        open={asking}
        title={
          files === 0
            ? t("signOut.unsent", { n: records })
            : records === 0
              ? t("signOut.files", { n: files })
              : t("signOut.both", { n: records, files })
        }
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
        {files > 0 && <p>{t("signOut.filesStay")}</p>}
      </Modal>
    </>
  );
}
