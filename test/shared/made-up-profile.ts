import { say } from "../../shared/bilingual.ts";
import { Profile, type ProfileInput } from "../../shared/profile.ts";

const from = { quote: "云溪县试行办法", clause: "一" };
const text = (id: string, zh: string, required: boolean) => ({ kind: "text" as const, id, label: say(zh, id), required, ...from });

/** A locality that does not exist (云溪县), small but with every kind of rule and field. */
export const MADE_UP: ProfileInput = {
  id: "yunxi",
  version: 3,
  name: say("云溪县", "Yunxi county"),
  documentNumber: "云办〔2026〕1号",
  title: { text: "云溪县试行办法", ...from },
  issuedOn: "2026-01-05",
  effectiveFrom: null,
  scope: [{ text: say("非居民用户", "Non-residents"), ...from }],
  services: [{ id: "installation", label: say("报装", "Installation"), ...from }],
  utilities: [
    { id: "water", label: say("水", "Water"), itemLabel: say("用水报装", "Water supply"), ...from },
    { id: "power", label: say("电", "Power"), itemLabel: say("用电报装", "Power supply"), ...from },
    { id: "gas", label: say("气", "Gas"), itemLabel: say("用气报装", "Gas supply"), ...from },
  ],
  form: {
    title: "云溪县联合申请表",
    sections: [
      {
        id: "header",
        utility: null,
        label: say("基本信息", "Basics"),
        fields: [
          { ...text("applicant", "申请单位", true), role: "applicant", personal: "name" },
          { ...text("creditCode", "信用代码", false), role: "credit-code", check: "credit-code" },
          { ...text("site", "申请安装地址", true), role: "site", personal: "address" },
          { ...text("contact", "联系人", true), role: "contact", personal: "name", maxLength: 20 },
          { ...text("phone", "联系电话", true), role: "phone", personal: "phone", check: "phone" },
          { ...text("wishes", "个性化需求", false), role: "wishes", maxLength: 500 },
          { kind: "hour", id: "appointment", label: say("预约接入时间", "Appointment"), required: false, role: "appointment", ...from },
        ],
        ...from,
      },
      {
        id: "water",
        utility: "water",
        label: say("用水报装资料", "Water"),
        fields: [
          { kind: "choice", id: "businessType", label: say("业务类型", "Type"), required: true, options: [{ id: "new", label: say("新开户", "New") }, { id: "extend", label: say("扩容", "Extend") }], ...from },
          { kind: "amount", id: "demand", label: say("供水需求", "Demand"), required: false, units: [{ id: "t-per-day", label: say("吨/日", "t/d") }], ...from },
          { kind: "yes-no", id: "double", label: say("双路供水", "Two feeds"), required: false, ...from },
        ],
        ...from,
      },
      {
        id: "power",
        utility: "power",
        label: say("用电报装资料", "Power"),
        fields: [
          { kind: "amount", id: "capacity", label: say("主供容量", "Capacity"), required: true, decimals: 1, units: [{ id: "kva", label: say("千伏安", "kVA") }, { id: "kw", label: say("千瓦", "kW") }], ...from },
          { kind: "choices", id: "carriers", label: say("供电方式", "Feeds"), required: false, options: [{ id: "a", label: say("甲", "A") }, { id: "b", label: say("乙", "B") }], ...from },
          { kind: "date", id: "wanted", label: say("期望用电时间", "Wanted"), required: false, ...from },
        ],
        ...from,
      },
      {
        id: "gas",
        utility: "gas",
        label: say("用气报装资料", "Gas"),
        fields: [
          { kind: "list", id: "devices", label: say("燃气设备", "Devices"), required: false, maxRows: 3, fields: [text("name", "设备名称", true), { kind: "integer", id: "count", label: say("数量", "Count"), required: false, ...from }], ...from },
          { kind: "amount", id: "area", label: say("面积", "Area"), required: false, ...from },
        ],
        ...from,
      },
    ],
    sheet: null,
    ...from,
  },
  routing: {
    lanes: [
      {
        id: "commitment",
        route: "commitment",
        label: say("告知承诺", "Commitment"),
        letter: "always",
        conditions: [
          { kind: "at-most", id: "crossing-total", label: say("穿越", "Crossing"), fact: "crossingTotalMm", max: 15_000, inclusive: true, when: { ambiguity: "YX-SUM", reading: "sum" }, quote: "穿越不超过15米", clause: "二" },
          { kind: "at-most", id: "crossing-longest", label: say("穿越", "Crossing"), fact: "crossingLongestMm", max: 15_000, inclusive: true, when: { ambiguity: "YX-SUM", reading: "each" }, quote: "穿越不超过15米", clause: "二" },
          { kind: "at-most", id: "line-length", label: say("线路", "Line"), fact: "lineLengthMm", max: 200_000, inclusive: true, quote: "线路200米以内", clause: "二" },
          { kind: "at-most", id: "green-area", label: say("绿地", "Green"), fact: "greenAreaCm2", max: 500_000, inclusive: true, quote: "绿地50平方米以内", clause: "二" },
          { kind: "road-class-not", id: "no-arterial", label: say("主干道", "Arterial"), classes: ["arterial", "expressway"], quote: "不含主干道", clause: "二" },
          { kind: "road-older-than", id: "opened", label: say("五年", "Five years"), since: "openedOn", years: 5, quote: "交付使用后5年内", clause: "二" },
          { kind: "road-older-than", id: "overhauled", label: say("三年", "Three years"), since: "overhauledOn", years: 3, quote: "竣工后3年内", clause: "二" },
          { kind: "no-trees", id: "no-trees", label: say("树木", "Trees"), quote: "不含树木", clause: "二" },
        ],
        quote: "适用告知承诺",
        clause: "二",
      },
      {
        id: "direct",
        route: "direct",
        label: say("免审批", "Direct"),
        letter: "when-permit-touched",
        conditions: [{ kind: "at-most", id: "short-line", label: say("短线", "Short line"), fact: "lineLengthMm", max: 50_000, inclusive: false, quote: "不满50米的免审批", clause: "三" }],
        quote: "不满50米的免审批",
        clause: "三",
      },
    ],
    noLimits: null,
    chosenBy: null,
    jointApproval: { label: say("并联审批", "Joint approval"), quote: "其余实行并联审批", clause: "四" },
  },
  clocks: [
    { id: "joint-approval", label: say("并联审批", "Joint approval"), startEvent: "utility-application-received", amount: { unit: "working-days", count: 4 }, standing: "limit", pauses: [{ id: "survey", label: say("勘察", "Survey"), ...from }], ...from },
    { id: "connection-promise", label: say("接入承诺", "Connection promise"), startEvent: "agreed-time", amount: { unit: "working-half-days", count: 1 }, standing: "promise", ...from },
    { id: "direct", label: say("免审批办结", "Direct"), startEvent: "intake", amount: { unit: "calendar-days", count: 1 }, standing: "limit", alternatives: [{ when: { ambiguity: "YX-DAY", reading: "working" }, amount: { unit: "working-days", count: 1 } }], ...from },
    { id: "same-day", label: say("当日办结", "Same day"), startEvent: "intake", amount: { unit: "same-day", count: 0 }, standing: "promise", ...from },
    { id: "named-only", label: say("限时办结", "Within a time"), startEvent: "intake", amount: null, standing: "limit", ...from },
  ],
  lead: { kind: "first-receiver", department: null, quote: "首办单位牵头", clause: "五" },
  signers: null,
  firstContact: {
    name: { text: say("首接负责制", "First contact"), ...from },
    rules: [
      { channels: ["counter", "kiosk"], duty: "first-receiver", quote: "首先接件", clause: "六" },
      { channels: ["online", "phone", "on-behalf"], duty: "last-handler", quote: "最后处理", clause: "六" },
    ],
    mixed: { channels: ["online"], duty: "accepting-operator", ambiguity: "YX-MIX", quote: "首先接件", clause: "六" },
  },
  commitmentLetter: { title: "告知承诺书", sheet: null, promisor: { party: "utility", label: say("承诺单位", "Promisor"), ...from }, promises: [{ text: "恢复原貌", ...from }], ...from },
  approvalSheet: { title: "审批意见单", sheet: null, ...from },
  suspension: { months: 3, label: say("暂停承诺", "Suspended"), untilRectified: true, quote: "暂停3个月并直到整改完成", clause: "七" },
  obligations: [],
  ambiguities: [
    { id: "YX-SUM", question: say("合计还是每处？", "Sum or each?"), readings: [{ id: "sum", text: say("合计", "Sum") }, { id: "each", text: say("每处", "Each") }], default: "sum", quote: "穿越不超过15米", clause: "二" },
    { id: "YX-ALL", question: say("须全部满足？", "All of them?"), readings: [{ id: "all", text: say("全部", "All") }, { id: "any", text: say("任一", "Any") }], default: "all", quote: "适用告知承诺", clause: "二" },
    { id: "YX-DAY", question: say("一日是否工作日？", "Is a day a working day?"), readings: [{ id: "calendar", text: say("自然日", "Calendar") }, { id: "working", text: say("工作日", "Working") }], default: "calendar", quote: "不满50米的免审批", clause: "三" },
    { id: "YX-MIX", question: say("线上转窗口由谁负责？", "Online then counter?"), readings: [{ id: "acceptor", text: say("受理人", "Acceptor") }, { id: "first", text: say("首接", "First") }], default: "acceptor", ...from },
  ],
};

/** The made-up locality, checked by the schema, with parts replaced. */
export const madeUpProfile = (changes: Partial<ProfileInput> = {}): Profile => Profile.parse({ ...MADE_UP, ...changes });
