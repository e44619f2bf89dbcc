import { Button, Modal } from "antd";
import { useState } from "react";
import { unsentByKind, useOutbox } from "#renderer/features/sync/outbox/outbox.ts";
import { readNow } from "#renderer/host/query.ts";
import { useText } from "#renderer/lib/text.ts";
import { useSessionStore } from "#renderer/features/people/session-store.ts";
import css from "./shell-header.module.css";

/** Signs out. With unsent data it asks first, so that nobody leaves or takes the machine away unaware. */
export function SignOutButton() {
  const t = useText();
  const signOut = useSessionStore((state) => state.signOut);
  const { data: view } = useOutbox();
  const [asking, setAsking] = useState(false);
  const { records, files } = unsentByKind(view);
  const leave = async (): Promise<void> => {
    // Reads the current count: something may have been accepted a moment ago.
    const now = unsentByKind(await readNow("outbox.get", {}).catch(() => view));
    if (now.records + now.files === 0) await signOut();
    else setAsking(true);
  };
  const unsentText = (): string => {
    if (files === 0) return t("signOut.unsent", { n: records });
    return records === 0 ? t("signOut.files", { n: files }) : t("signOut.both", { n: records, files });
  };
  return (
    <>
      <Button size="small" className={css.out ?? ""} data-testid="shell-out" onClick={() => void leave()}>
        {t("header.signOut")}
      </Button>
      <Modal
        open={asking}
        title={unsentText()}
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
