import { useRef, type PointerEvent } from "react";
import { useText } from "#renderer/lib/text.ts";

const WIDTH = 900;
const HEIGHT = 240;
const INK = "#12304a";

/** A signature by pen, finger or mouse; pressure makes it thicker. `onSigned` gets a PNG in base64 after each stroke. */
export function SignaturePad({ onSigned }: { onSigned: (png: string) => void }) {
  const t = useText();
  const last = useRef<{ x: number; y: number } | null>(null);
  const drawn = useRef(false);

  const at = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) * WIDTH) / box.width,
      y: ((event.clientY - box.top) * HEIGHT) / box.height,
    };
  };
  const draw = (event: PointerEvent<HTMLCanvasElement>): void => {
    const context = event.currentTarget.getContext("2d");
    if (last.current === null || context === null) return;
    const next = at(event);
    context.strokeStyle = INK;
    context.lineCap = "round";
    context.lineWidth = 2 + 5 * (event.pointerType === "pen" ? event.pressure : 0.35);
    context.beginPath();
    context.moveTo(last.current.x, last.current.y);
    context.lineTo(next.x, next.y);
    context.stroke();
    last.current = next;
    drawn.current = true;
  };
  const lift = (event: PointerEvent<HTMLCanvasElement>): void => {
    last.current = null;
    const png = drawn.current ? event.currentTarget.toDataURL("image/png").split(",")[1] : undefined;
    if (png !== undefined) onSigned(png);
  };
  return (
    <canvas
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an img cannot be drawn on
      role="img"
      aria-label={t("signature.area")}
      className="signature-pad"
      data-testid="signature-pad"
      width={WIDTH}
      height={HEIGHT}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        last.current = at(event);
      }}
      onPointerMove={draw}
      onPointerUp={lift}
      onPointerCancel={lift}
    />
  );
}
