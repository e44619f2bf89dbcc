import { Component, type ReactNode } from "react";
import { reportFault } from "#renderer/host/report-fault.ts";
import { problemOf } from "#renderer/host/host-problem.ts";
import { ProblemNote } from "./ProblemNote.tsx";

type Props = { children: ReactNode; onClose?: (() => void) | undefined };
type State = { thrown: unknown; failed: boolean };

/**
 * Catches a fault of one part of the page: the rest stays, and the part can be tried again.
 * Nothing is reloaded: what is typed elsewhere on the page is kept.
 */
export class FaultBoundary extends Component<Props, State> {
  override state: State = { thrown: null, failed: false };

  static getDerivedStateFromError(thrown: unknown): State {
    return { thrown, failed: true };
  }

  override componentDidCatch(thrown: unknown): void {
    reportFault("part", thrown);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <ProblemNote
        problem={problemOf(this.state.thrown)}
        onRetry={() => this.setState({ thrown: null, failed: false })}
        onClose={this.props.onClose}
      />
    );
  }
}
