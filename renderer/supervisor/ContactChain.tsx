import type { Application } from "#shared/application.ts";
import { useText } from "#renderer/strings/text.ts";
import { momentText } from "#renderer/strings/time-text.ts";

/** Everyone who handled an application, in order (经手链), with the one who answers for it marked. */
export function ContactChain({ application }: { application: Application }) {
  const t = useText();
  return (
    <section className="side-card" aria-labelledby="contacts-title">
      <h2 id="contacts-title" className="card-title">
        {t("detail.contacts")}
      </h2>
      <ol className="contacts">
        {application.contacts.map((contact) => (
          <li key={contact.seq}>
            <span className="day-soft">{t("detail.contactSeq", { n: contact.seq })}</span>
            <span>
              <strong>{contact.operatorName}</strong> {contact.organisation}
            </span>
            <span>{t(`channel.${contact.channel}`)}</span>
            <span className="number">{momentText(contact.at)}</span>
            <span className="contact-duty">
              {contact.operatorId === application.dutyHolder.operatorId ? `✓ ${t("detail.isDuty")}` : ""}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
