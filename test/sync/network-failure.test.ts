import { expect, test } from "vitest";
import { classify } from "#station/sync/transport/evaluate-call.ts";
import { networkFailure } from "#station/sync/transport/centre-outcome.ts";
import { outboxEntry } from "#test/helpers/outbox-entry.ts";

/** As fetch throws it: a TypeError around the error that has the code. */
const fetchError = (code: string): Error =>
  new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
const entry = outboxEntry(1, 1);
const classified = (code: string) => classify(networkFailure(fetchError(code)), entry, "2026-11-21T08:00:00.000Z");

test.each([
  ["ENOTFOUND", "unreachable", "域名"],
  ["ECONNREFUSED", "unreachable", "连接不上"],
  ["EHOSTUNREACH", "unreachable", "连接不上"],
  ["UND_ERR_CONNECT_TIMEOUT", "unreachable", "规定时间"],
  ["UND_ERR_SOCKET", "unreachable", "中途断开"],
  ["SOMETHING_NEW", "unreachable", "通信失败"],
  ["CERT_NOT_YET_VALID", "clock-or-certificate", "时间偏早"],
  ["CERT_HAS_EXPIRED", "clock-or-certificate", "已过期"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "clock-or-certificate", "不可信"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "clock-or-certificate", "不可信"],
  ["HPE_INVALID_CONSTANT", "captive-portal", "不是中心平台"],
])("row 65: %s is classified as %s", (code, failure, words) => {
  expect(classified(code)).toMatchObject({
    kind: "wait",
    failure,
    reason: { what: { zh: expect.stringContaining(words) as string } },
  });
});

test("an error without a code, or one that causes itself, is still an outcome", () => {
  const loop = new Error("loop");
  loop.cause = loop;
  expect(networkFailure(loop)).toEqual({ kind: "no-answer", cause: "unknown", code: "" });
  expect(networkFailure("text")).toEqual({ kind: "no-answer", cause: "unknown", code: "" });
});
