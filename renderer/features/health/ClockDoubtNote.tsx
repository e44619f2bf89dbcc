import { Button } from "antd";
import type { SessionView } from "#shared/contract/people.ts";
import { useSessionStore } from "#renderer/features/people/session-store.ts";
import { usePick, useText } from "#renderer/lib/text.ts";
import { ask } from "#renderer/host/host.ts";
import css from "./ClockDoubtNote.module.css";

async function confirm(): Promise<void> {
  await ask("systemClock.confirm", {});
  await useSessionStore.getState().load();
}

/** Says that this machine's clock is in doubt (时钟待核), why, and what to do; intake goes on. */
export function ClockDoubtNote({ trust }: { trust: SessionView["clockTrust"] }) {
  const t = useText();
  const pick = usePick();
  if (trust.kind === "sure") return null;
  const next = trust.doubts[0]?.next;
  return (
    <output className={css.doubt} data-testid="clock-doubt">
      <strong>{t("systemClock.title")}</strong>
      <span>
        {trust.doubts.map((doubt) => pick(doubt.text)).join(" · ")} {next !== undefined && pick(next)}
      </span>
      <Button size="small" onClick={() => void confirm()}>
        {t("systemClock.confirm")}
      </Button>
    </output>
  );
}
