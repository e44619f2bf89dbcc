import { Component, type ReactNode } from "react";
import { reportFault } from "#renderer/host/report-fault.ts";
import { PausedScreen } from "#renderer/features/kiosk/PausedScreen.tsx";

const TRY_AGAIN_MS = 5_000;

type Props = { onFault: () => void; children: ReactNode };

/** Ends the visit where a screen of it breaks, and opens the kiosk again: no visitor can be asked to mend a page. */
export class VisitFault extends Component<Props, { failed: boolean }> {
  override state = { failed: false };
  #timer: ReturnType<typeof setInterval> | undefined;

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(thrown: unknown): void {
    reportFault("part", thrown);
    this.props.onFault();
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      clearInterval(this.#timer);
      this.setState({ failed: false });
    }, TRY_AGAIN_MS);
  }

  override componentWillUnmount(): void {
    clearInterval(this.#timer);
  }

  override render(): ReactNode {
    return this.state.failed ? <PausedScreen /> : this.props.children;
  }
}
