import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { QUARANTINE_NEXT_STEPS } from "#shared/contract/centre/quarantine.ts";
import type { FailureClass } from "#station/db/outbox-port.ts";

/** What a person can do about each class of failure; the record itself is on this machine in every case. */
export const NEXT_STEPS: Record<FailureClass, Bilingual> = {
  unreachable: bilingual(
    "检查网线和网络；恢复后自动重试，也可点“立即重试”。",
    'Check the cable and the network; it is tried again by itself, or press "Retry now".',
  ),
  "captive-portal": bilingual(
    "先在浏览器里完成网络登录，或请管理员核对中心平台地址和代理设置，再点“立即重试”。",
    'Sign in to the network in a browser, or ask the administrator to check address and proxy. Then press "Retry now".',
  ),
  "clock-or-certificate": bilingual(
    "先核对本机日期和时间；若正确，请管理员检查中心平台证书。",
    "Check this machine's date and time first; if they are right, have the centre's certificate checked.",
  ),
  "not-enrolled": bilingual(
    "请管理员为本窗口重新注册（注册码由中心平台发放），注册后自动继续同步。",
    "Have this station enrolled again with a code from the centre; sending then goes on by itself.",
  ),
  "too-many": bilingual(
    "无需操作，将按中心平台要求的时间自动重试。",
    "Nothing to do: it is tried again when the centre allows.",
  ),
  "server-trouble": bilingual(
    "无需操作，稍后自动重试；若持续出现，请联系中心平台管理员。",
    "Nothing to do: it is tried again; if it lasts, call the centre's administrator.",
  ),
  ...QUARANTINE_NEXT_STEPS,
};

/** What happened where nobody answered. */
export const NO_ANSWER: Record<
  "refused" | "name" | "timeout" | "cut-off" | "proxy" | "proxy-setting" | "unknown",
  Bilingual
> = {
  refused: bilingual("中心平台连接不上。", "The centre cannot be reached."),
  name: bilingual("找不到中心平台的地址（域名解析失败）。", "The centre's name cannot be found."),
  timeout: bilingual(
    "中心平台在规定时间内没有应答，尚不能确定是否收到。",
    "The centre did not answer in time; whether it has the record is not known yet.",
  ),
  "cut-off": bilingual(
    "与中心平台的连接中途断开，尚不能确定是否收到。",
    "The connection broke off; whether the centre has the record is not known yet.",
  ),
  proxy: bilingual(
    "内网代理没有放行，未到达中心平台；请管理员核对代理的地址、账号和放行名单。",
    "The intranet's proxy did not let the call through; have its address, account and list of allowed hosts checked.",
  ),
  "proxy-setting": bilingual(
    "代理设置（环境变量 HTTP_PROXY、HTTPS_PROXY 或 ALL_PROXY）读不出来，没有发送任何内容；请管理员改成 http://10.1.2.3:3128 这样的形式。",
    "The proxy setting (HTTP_PROXY, HTTPS_PROXY or ALL_PROXY) cannot be read; nothing was sent. Write it like http://10.1.2.3:3128.",
  ),
  unknown: bilingual("与中心平台通信失败。", "The call to the centre failed."),
};

/** What happened where the far end could not be trusted. */
export const UNTRUSTED: Record<"not-yet-valid" | "expired" | "certificate" | "own-certificate", Bilingual> = {
  "not-yet-valid": bilingual(
    "中心平台的证书尚未生效：很可能是本机时间偏早。",
    "The centre's certificate is not valid yet: this machine's clock is probably slow.",
  ),
  expired: bilingual(
    "中心平台的证书已过期：可能是本机时间偏晚，也可能证书确已到期。",
    "The centre's certificate has expired: this machine's clock may be fast, or the certificate is due.",
  ),
  certificate: bilingual(
    "中心平台的证书不可信，没有发送任何内容。",
    "The centre's certificate cannot be trusted; nothing was sent.",
  ),
  "own-certificate": bilingual(
    "中心平台没有接受本窗口的证书：没有证书、已过期，或不是它认可的机构签发的（大厅文件夹 tls/）。",
    "The centre rejected this station's certificate: it is missing, expired or from another issuer (tls/ in the hall's folder).",
  ),
};
