import type { Profile } from "#shared/profile.ts";
import { offeredServices } from "#shared/service.ts";
import { usePick, useText } from "#renderer/strings/text.ts";
import { Pills } from "#renderer/features/form/Pills.tsx";
import { useIntakeStore } from "#renderer/features/intake/intake-store.ts";
import { EarlierField } from "./EarlierField.tsx";
import "./service.css";

const CONNECTION = "connection";

/** What is asked for: the connection, or a change of name or transfer; shown only where the paper offers more than one. */
export function ServiceChoice({
  profile,
  problemAt,
}: {
  profile: Profile;
  problemAt: (path: string) => string | null;
}) {
  const t = useText();
  const pick = usePick();
  const { service, setService } = useIntakeStore();
  const offered = offeredServices(profile);
  if (offered.length === 1) return null;
  const options = offered.map(({ id, label }) => ({ id: id ?? CONNECTION, label: pick(label) }));
  return (
    <div className="card service">
      <fieldset className="service-choice">
        <legend className="utilities-title">
          {t("service.title")} <span className="utilities-hint">{t("service.hint")}</span>
        </legend>
        <Pills
          name="service"
          path="service"
          options={options}
          value={service ?? CONNECTION}
          clearable={false}
          onChange={(id) => setService(id === CONNECTION ? null : id)}
        />
      </fieldset>
      {service !== null && <EarlierField problem={problemAt("earlier")} />}
    </div>
  );
}
