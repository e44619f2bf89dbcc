import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { CallbackList } from "./callbacks/CallbackList.tsx";
import { HandoverForm } from "./handovers/HandoverForm.tsx";
import { CaseActs } from "./acts/CaseActs.tsx";
import { CaseHead } from "./CaseHead.tsx";
import { CaseTimeline } from "./CaseTimeline.tsx";
import { useCase } from "./case-store.ts";

/** The case inside the supervisor's drawer: the same head, acts and history as at the counter. */
export function CasePanel({ id }: { id: string }) {
  const { shown, problem, read } = useCase(id);
  if (shown === null) return problem === null ? null : <ProblemNote problem={problem} onRetry={() => void read(id)} />;
  const { application } = shown;
  return (
    <>
      <CaseHead shown={shown} />
      <CaseActs shown={shown} />
      <CallbackList key={`callbacks ${application.id}`} scope={{ applicationId: application.id }} onOpen={null} />
      <HandoverForm
        key={application.id}
        applicationId={application.id}
        version={application.version}
        holder={application.dutyHolder}
      />
      <CaseTimeline shown={shown} />
    </>
  );
}
