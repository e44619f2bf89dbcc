import { Component, type ReactNode } from "react";
import { problemOf } from "#renderer/host/host-problem.ts";
import { ProblemNote } from "./ProblemNote.tsx";

type State = { thrown: unknown; failed: boolean };

/** Catches a fault in the page: never a white screen, always the three parts and a way on. */
export class FaultBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { thrown: null, failed: false };

  static getDerivedStateFromError(thrown: unknown): State {
    return { thrown, failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="opening-text">
        <ProblemNote problem={problemOf(this.state.thrown)} onRetry={() => location.reload()} />
      </main>
    );
  }
}
