import { Button } from "antd";
import type { ApplicationContent } from "#shared/case/application.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { serviceName } from "#shared/profile/services.ts";
import { useSessionStore } from "#renderer/features/people/session-store.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { useApplicationStore } from "./application-store.ts";

/** The requested service and a link to the previous application. */
export function PreviousApplicationLink({
  profile,
  content,
}: {
  profile: Profile;
  content: Pick<ApplicationContent, "service" | "earlier">;
}) {
  const t = useText();
  const pick = usePick();
  const open = useApplicationStore((state) => state.open);
  const atCounter = useSessionStore((state) => state.session?.role === "clerk");
  const label = serviceName(profile, content.service);
  if (label === null) return null;
  const { earlier: previousApplication } = content;
  return (
    <p>
      {t("service.title")} <strong>{pick(label)}</strong>
      {previousApplication !== undefined && (
        <>
          {" "}
          · {t("service.follows")} <span className="number">{previousApplication.acceptanceNumber}</span>{" "}
          {atCounter && (
            <Button
              size="small"
              aria-label={t("service.openEarlier", { number: previousApplication.acceptanceNumber })}
              onClick={() => void open(previousApplication.id)}
            >
              {t("service.open")}
            </Button>
          )}
        </>
      )}
    </p>
  );
}
