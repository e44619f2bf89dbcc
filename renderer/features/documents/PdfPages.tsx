import { getDocument, PDFWorker } from "pdfjs-dist";
import { useEffect, useRef, useState } from "react";
import { useText } from "#renderer/lib/text.ts";
import css from "./document.module.css";

const CSS_WIDTH = 780;

/** Draws the pages of a PDF with pdf.js: Electron's sandbox and headless Chromium have no PDF viewer. */
export function PdfPages({ bytes }: { bytes: Uint8Array<ArrayBuffer> }) {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState(0);

  useEffect(() => {
    let stopped = false;
    // A worker for each preview: a shared one may be ending when the next preview needs it.
    const port = new Worker(new URL("./pdf-worker.ts", import.meta.url), { type: "module" });
    const worker = PDFWorker.create({ port });
    // pdf.js takes the buffer away from its caller, so it gets a copy.
    const task = getDocument({ data: bytes.slice(), worker });
    const draw = async (): Promise<void> => {
      const pdf = await task.promise;
      if (stopped) return;
      setPages(pdf.numPages);
      for (let number = 1; number <= pdf.numPages; number += 1) {
        const page = await pdf.getPage(number);
        const canvas = box.current?.querySelectorAll("canvas")[number - 1];
        if (stopped || canvas === undefined) return;
        const scale = (CSS_WIDTH * Math.max(1, devicePixelRatio)) / page.getViewport({ scale: 1 }).width;
        const viewport = page.getViewport({ scale });
        canvas.width = Math.round(viewport.width);
        canvas.height = Math.round(viewport.height);
        await page.render({ canvas, viewport }).promise;
        canvas.dataset["drawn"] = "yes";
      }
    };
    draw().catch((thrown: unknown) => {
      if (!stopped) throw thrown;
    });
    return () => {
      stopped = true;
      void task.destroy().finally(() => {
        worker.destroy();
        port.terminate();
      });
    };
  }, [bytes]);

  return (
    <div ref={box} className={css.pdfPages}>
      {Array.from({ length: Math.max(1, pages) }, (_, i) => (
        // eslint-disable-next-line react/no-array-index-key, jsx-a11y/prefer-tag-over-role -- the index is the page; img cannot be drawn on
        <canvas key={i} role="img" aria-label={t("document.page", { n: i + 1 })} />
      ))}
    </div>
  );
}
