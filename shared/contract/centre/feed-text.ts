import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { FeedItem, ProgressStep } from "./feed.ts";
import { legibleText } from "#shared/lib/plain-text.ts";
import { localDateOf, minuteOfDay, type Instant } from "#shared/time/instant.ts";

const STEPS: Record<ProgressStep, Bilingual> = {
  received: bilingual("已接单", "received"),
  "survey-done": bilingual("已踏勘", "surveyed"),
  "plan-made": bilingual("方案已定", "plan made"),
  "under-construction": bilingual("施工中", "under construction"),
  connected: bilingual("已接通", "connected"),
  stopped: bilingual("已停止", "stopped"),
};

/** An item of the centre's feed in words. */
export type FeedStory = { label: Bilingual; parts: Bilingual[]; alert: boolean };

const same = (text: string): Bilingual => bilingual(text, text);
const textPart = (text: string): Bilingual[] => (legibleText(text, 2000) === "" ? [] : [same(legibleText(text, 2000))]);

function minuteText(at: Instant): string {
  const minute = minuteOfDay(at);
  return `${localDateOf(at)} ${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** Puts a feed item into words; `utility` gives the name of a utility in this hall. */
export function feedStory(item: FeedItem, utility: (id: string) => Bilingual): FeedStory {
  switch (item.kind) {
    case "duplicate.found": {
      const names = item.utilities.map(utility);
      const { acceptanceNumber, hall, window, acceptedAt } = item.other;
      const place = `${legibleText(hall, 100)} ${legibleText(window, 100)}`;
      const who = `${legibleText(acceptanceNumber, 60)} · ${place} · ${minuteText(acceptedAt)}`;
      return {
        label:
          item.standing === "first"
            ? bilingual(
                "同一事项另一窗口也已受理，本窗口在先",
                "Another window took in the same case; this one was first",
              )
            : bilingual("同一事项另一窗口已先受理", "Another window took in the same case before"),
        parts: [
          same(who),
          bilingual(
            `涉及：${names.map(({ zh }) => zh).join("、")}`,
            `Utilities: ${names.map(({ en }) => en).join(", ")}`,
          ),
          bilingual(
            "请与对方窗口电话核对后，由一方办理撤回；系统不会自动合并。",
            "Telephone the other window; one of the two is then withdrawn. Nothing is merged by itself.",
          ),
        ],
        alert: true,
      };
    }
    case "number.clashed":
      return {
        label: bilingual("受理编号重复", "Acceptance number given twice"),
        parts: [
          bilingual(
            `${legibleText(item.acceptanceNumber, 60)} 另有一份申请使用，受理于 ${minuteText(item.otherAcceptedAt)}。`,
            `${legibleText(item.acceptanceNumber, 60)} is also carried by an application accepted ${minuteText(item.otherAcceptedAt)}.`,
          ),
          bilingual(
            "两份记录都已保存；请主管核对，其中一份撤回后另行受理取新编号，并更换已交付的凭证。",
            "Both records are kept. A supervisor withdraws one, accepts it again for a new number, and replaces its documents.",
          ),
        ],
        alert: true,
      };
    case "opinion.given":
      return {
        label: item.agrees
          ? bilingual("部门意见：同意", "Opinion: agrees")
          : bilingual("部门意见：不同意", "Opinion: does not agree"),
        parts: [same(`${legibleText(item.by.name, 200)} · ${item.on}`), ...textPart(item.text)],
        alert: !item.agrees,
      };
    case "survey.dated":
      return {
        label: bilingual(`踏勘日期：${item.on}`, `Survey on ${item.on}`),
        parts: [same(legibleText(item.by.name, 200)), ...textPart(item.text)],
        alert: false,
      };
    case "progress.reported": {
      const name = utility(item.utility);
      const step = STEPS[item.step];
      return {
        label: bilingual(`${name.zh}：${step.zh}`, `${name.en}: ${step.en}`),
        parts: [same(`${legibleText(item.by.name, 200)} · ${item.on}`), ...textPart(item.text)],
        alert: item.step === "stopped",
      };
    }
  }
}
