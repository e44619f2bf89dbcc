import { Button, Modal } from "antd";
import { useEffect, useMemo } from "react";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { useText } from "#renderer/lib/text.ts";
import { bytesOf } from "#renderer/lib/files.ts";
import { useDocumentStore } from "./document-store.ts";
import { UnprintableNote } from "./UnprintableNote.tsx";
import css from "./document.module.css";
import { lazyPart } from "#renderer/ui/lazy-part.tsx";

function Waiting() {
  const t = useText();
  return <p>{t("document.loading")}</p>;
}

const PdfPages = lazyPart(async () => (await import("./PdfPages.tsx")).PdfPages, <Waiting />);

/** Shows a document as it will be printed; characters that would be missing are named first. */
export function DocumentDialog() {
  const t = useText();
  const { wanted, view, problem, open, close } = useDocumentStore();
  const bytes = useMemo(() => (view === null ? null : bytesOf(view.base64)), [view]);
  const url = useMemo(
    () => (bytes === null || view === null ? null : URL.createObjectURL(new Blob([bytes], { type: view.mime }))),
    [bytes, view],
  );
  useEffect(() => () => (url === null ? undefined : URL.revokeObjectURL(url)), [url]);
  if (wanted === null) return null;
  const name = t(`document.kind.${wanted.kind}`);
  return (
    <Modal
      open
      centered
      width={860}
      title={t("document.title", { name })}
      onCancel={close}
      footer={[
        url !== null && view !== null && (
          <Button key="save" href={url} download={view.fileName}>
            {t("document.save")}
          </Button>
        ),
        <Button key="close" type="primary" onClick={close}>
          {t("common.close")}
        </Button>,
      ]}
    >
      {"draft" in wanted.source && <p className={css.draft}>{t("document.draft")}</p>}
      {problem !== null && (
        <ProblemNote problem={problem} onRetry={() => void open(wanted.source, wanted.kind, wanted.utility)} />
      )}
      {view !== null && view.unprintable.length > 0 && <UnprintableNote unprintable={view.unprintable} />}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard must be able to scroll the pages */}
      <section className={css.pages} data-testid="document-pages" aria-label={name} tabIndex={0}>
        {view === null && problem === null && <p>{t("document.loading")}</p>}
        {view?.mime === "image/png" && url !== null && <img className={css.image} src={url} alt={name} />}
        {view?.mime === "application/pdf" && bytes !== null && <PdfPages bytes={bytes} />}
      </section>
    </Modal>
  );
}
