import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import { CallbackList } from "./callbacks/CallbackList.tsx";
import { HandoverForm } from "./handovers/HandoverForm.tsx";
import { CaseActs } from "./acts/CaseActs.tsx";
import { CaseHead } from "./CaseHead.tsx";
import { CaseTimeline } from "./CaseTimeline.tsx";
import { useCase } from "./use-case.ts";

/** The case inside the supervisor's drawer: the same head, acts and history as at the counter. */
export function CasePanel({ id }: { id: string }) {
  const { read, acts } = useCase(id);
  const shown = read.data;
  if (shown === null) return <ReadNote read={read} />;
  const { application } = shown;
  return (
    <>
      <CaseHead shown={shown} />
      <CaseActs shown={shown} read={read} acts={acts} />
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
