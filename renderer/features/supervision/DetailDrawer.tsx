import { Drawer } from "antd";
import type { Application } from "#shared/case/application.ts";
import { CasePanel } from "#renderer/features/cases/CasePanel.tsx";
import { useApplication } from "#renderer/features/records/application-store.ts";
import { DeadlinePanel } from "#renderer/features/rules/DeadlinePanel.tsx";
import { RoutePanel } from "#renderer/features/rules/RoutePanel.tsx";
import { AnswerList } from "#renderer/form/AnswerList.tsx";
import { useText } from "#renderer/lib/text.ts";
import { momentText } from "#renderer/lib/time-text.ts";
import { ReadNote } from "#renderer/ui/ReadNote.tsx";
import { DetailFacts } from "./DetailFacts.tsx";
import css from "./detail.module.css";

/** Everyone who handled an application, in order (经办记录), with its case owner marked. */
function ContactChain({ application }: { application: Application }) {
  const t = useText();
  return (
    <section className="side-card" data-testid="side-card" aria-labelledby="contacts-title">
      <h2 id="contacts-title" className="card-title">
        {t("detail.contacts")}
      </h2>
      <ol className={css.contacts} data-testid="contacts">
        {application.contacts.map((contact) => (
          <li key={contact.seq}>
            <span className="soft-line">{t("detail.contactSeq", { n: contact.seq })}</span>
            <span>
              <strong>{contact.operatorName}</strong> {contact.organisation}
            </span>
            <span>{t(`channel.${contact.channel}`)}</span>
            <span className="number">{momentText(contact.at)}</span>
            <span className={css.contactDuty}>
              {contact.operatorId === application.dutyHolder.operatorId ? `✓ ${t("detail.isDuty")}` : ""}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** One application in full: contact chain, route with reasons, deadlines, and the form. */
export function DetailDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const read = useApplication(id);
  const { data: application, profile } = read;
  return (
    <Drawer
      open
      size={820}
      onClose={onClose}
      title={application === null ? t("common.loading") : t("detail.title", { number: application.acceptanceNumber })}
    >
      {application === null || profile === null ? (
        <ReadNote read={read} />
      ) : (
        <div className={css.detail} data-testid="detail">
          <CasePanel id={application.id} />
          <DetailFacts application={application} />
          <ContactChain application={application} />
          <DeadlinePanel deadlines={application.deadlines} />
          <RoutePanel
            profile={profile}
            utilities={application.content.utilities}
            without={application.content.noOutsideLine}
            decisions={application.routes}
            lines={application.content.outsideLines}
            active={null}
          />
          <section className="side-card" data-testid="side-card" aria-labelledby="detail-answers">
            <h2 id="detail-answers" className="card-title">
              {t("detail.answers")}
            </h2>
            <AnswerList profile={profile} utilities={application.content.utilities} form={application.content.form} />
          </section>
        </div>
      )}
    </Drawer>
  );
}
