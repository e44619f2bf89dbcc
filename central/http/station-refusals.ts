import { type Bilingual, bilingual } from "#shared/lib/bilingual.ts";
import type { StationKind } from "#shared/contract/centre/station.ts";
import { type Refusal, refuse } from "./refusal.ts";

/** 401: the enrolment code is wrong or was revoked. */
export const wrongCode = (): Refusal =>
  refuse(
    401,
    "not-enrolled",
    bilingual(
      "注册码不正确、已用过或已失效。请向中心平台管理员索取新的注册码。",
      "The enrolment code is wrong, used or no longer valid. Ask the centre's administrator for a new one.",
    ),
  );

/** What each kind of station is called. */
const KINDS: Record<StationKind, Bilingual> = {
  window: bilingual("受理窗口（window）", "a window"),
  kiosk: bilingual("自助机（kiosk）", "a kiosk"),
  supervisor: bilingual("主管台（supervisor）", "a supervisor's desk"),
};

/** 403: the enrolment code is for another kind of station than the one that asks; it stays unused. */
export const otherKind = (kind: StationKind): Refusal =>
  refuse(
    403,
    "not-permitted",
    bilingual(
      `这个注册码是发给${KINDS[kind].zh}的，与本机填写的类别不符。没有注册，注册码仍可使用。`,
      `This code enrols ${KINDS[kind].en}, which is not what this station says it is. Nothing was enrolled; the code stays valid.`,
    ),
  );

/** 403: a kiosk asks for what only windows and supervisors read. */
export const notForKiosks = (): Refusal =>
  refuse(
    403,
    "not-permitted",
    bilingual(
      "自助机的令牌不能读取大厅的记录，也不能代其他窗口同步。未读取或写入任何数据。请在受理窗口办理。",
      "A kiosk's token reads none of the hall's records and carries for no other station. " +
        "Nothing was read or written. Do it at a window.",
    ),
  );

/** 403: nobody has said yet what this station is, so it reads nothing of its hall. */
export const kindNotNamed = (): Refusal =>
  refuse(
    403,
    "not-permitted",
    bilingual(
      "中心平台没有登记本机是受理窗口还是自助机，暂不下发大厅的记录。同步照常，记录不会丢失。" +
        "请中心平台管理员用 set-kind 登记。",
      "The centre does not know whether this station is a window or a kiosk, so it sends none of the hall's records. " +
        "Sending goes on and nothing is lost. Have the centre's administrator run set-kind.",
    ),
  );
