import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { centrePaths, EnrolAnswer, type EnrolRequest } from "#shared/contract/centre/push.ts";
import { DATA_IS_SAFE, problem, type ProblemError } from "#shared/lib/problem.ts";
import { callCentre, type CentreLink } from "./call-centre.ts";
import type { CentreOutcome } from "./centre-outcome.ts";
import { NEXT_STEPS, NO_ANSWER, UNTRUSTED } from "./failure-words.ts";
import { problemIn, readBy, shown } from "./ask-centre.ts";

const failed = (code: string, what: Bilingual, next: Bilingual): ProblemError =>
  problem(code, what, DATA_IS_SAFE, next);

const CHECK_CODE = bilingual(
  "核对注册码、大厅名称和窗口名称后重试；注册码由中心平台管理员发放。",
  "Check the enrolment code, the hall's and the station's name and try again; the code comes from the centre's administrator.",
);
const NOT_THE_CENTRE = bilingual(
  "应答不是中心平台的：可能是网络登录页、代理，或地址填错。",
  "The answer is not the centre's: a network sign-in page, a proxy, or a wrong address.",
);

function refusal(outcome: CentreOutcome): ProblemError {
  switch (outcome.kind) {
    case "answered": {
      const { status } = outcome;
      const said = problemIn(outcome.body);
      if (status === 429)
        return failed(
          "enrol-too-many",
          bilingual("注册尝试过多，中心平台要求稍后再试。", "Too many enrolment tries; the centre asks to wait."),
          bilingual("过一会儿再试。", "Try again later."),
        );
      if (status >= 500)
        return failed(
          "enrol-server-trouble",
          bilingual(`中心平台暂时出错（${status}）。`, `The centre is in trouble (${status}).`),
          bilingual(
            "稍后再试；若持续出现，请联系中心平台管理员。",
            "Try again later; if it lasts, call the centre's administrator.",
          ),
        );
      if (said !== null)
        return failed(
          "enrol-refused",
          bilingual(
            `中心平台没有同意注册（${status}）。${shown(said.what.zh)}`,
            `The centre refused the enrolment (${status}). ${shown(said.what.en)}`,
          ),
          CHECK_CODE,
        );
      return failed("enrol-captive-portal", NOT_THE_CENTRE, NEXT_STEPS["captive-portal"]);
    }
    case "not-http":
      return failed("enrol-captive-portal", NOT_THE_CENTRE, NEXT_STEPS["captive-portal"]);
    case "untrusted":
      return failed("enrol-clock-or-certificate", UNTRUSTED[outcome.cause], NEXT_STEPS["clock-or-certificate"]);
    case "no-answer":
      return failed(
        "enrol-unreachable",
        NO_ANSWER[outcome.cause],
        bilingual("检查网络和中心平台地址后重试。", "Check the network and the centre's address, then try again."),
      );
    case "stopped":
      return failed(
        "enrol-stopped",
        bilingual("注册已中止。", "The enrolment was stopped."),
        bilingual("需要时重新注册。", "Enrol again when needed."),
      );
  }
}

/** Exchanges the hall's enrolment code for this station's prefix and token, which the centre shows once; throws ProblemError. */
export async function enrol(link: CentreLink, request: EnrolRequest, stop?: AbortSignal): Promise<EnrolAnswer> {
  const outcome = await callCentre(link, { method: "POST", path: centrePaths.enrol, token: null, body: request }, stop);
  const answer =
    outcome.kind === "answered" && outcome.status >= 200 && outcome.status < 300
      ? readBy(EnrolAnswer, outcome.body)
      : null;
  if (answer === null) throw refusal(outcome);
  return answer;
}
