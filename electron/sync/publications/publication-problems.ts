import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { FieldProblem, Problem } from "#shared/lib/problem.ts";
import { fingerprint } from "./trusted-keys.ts";

const SAFE = bilingual(
  "没有启用；现行的继续有效，受理不受影响，已有申请仍按各自受理时的规则办理。",
  "It was not taken into use; what is in force stays so, intake goes on, and applications keep the rules under which they were accepted.",
);
const ASK_CENTRE = bilingual(
  "请联系中心平台管理员核对，更正后提高版本号重新发布。",
  "Ask the centre's administrator to check it, and to publish it again under a higher version.",
);

const publicationProblem = (
  code: string,
  what: Bilingual,
  next: Bilingual = ASK_CENTRE,
  fields: FieldProblem[] = [],
): Problem => ({
  code,
  what,
  safe: SAFE,
  next,
  fields,
});

/** Signed by a key that this station does not trust. */
export const unknownKey = (title: Bilingual, keyId: string): Problem =>
  publicationProblem(
    "publication-unknown-key",
    bilingual(
      `中心平台发布的“${title.zh}”由本窗口未信任的密钥签名，指纹 ${fingerprint(keyId)}。`,
      `"${title.en}", published by the centre, is signed by a key that this station does not trust, fingerprint ${fingerprint(keyId)}.`,
    ),
    bilingual(
      "请向规则主管部门当面或电话核对指纹；无误后在本机执行 hall trust 公钥文件，随后自动启用。核对不上时请勿信任，并报告上级。",
      [
        "Compare the fingerprint with the authority in charge of the rules, in person or by telephone.",
        "If it matches, run `hall trust KEYFILE` here; the rules then take effect. If not, do not trust it, and report it.",
      ].join(" "),
    ),
  );

/** Sound, and this machine could not put it where the hall reads it: a full disk, a folder without the right to write. */
export const notPut = (title: Bilingual, why: Bilingual): Problem =>
  publicationProblem(
    "publication-not-put",
    bilingual(
      `中心平台发布的“${title.zh}”没能写入本机：${why.zh}`,
      `"${title.en}", published by the centre, could not be written on this machine: ${why.en}`,
    ),
    bilingual(
      "请清理磁盘，或请管理员开放本大厅数据文件夹的写入权限；重新启动程序后自动启用。",
      "Free some space, or have the hall's data folder made writable; it is taken into use by itself once the program is started again.",
    ),
  );

/** Rules and calendars are taken by signature only. */
export const unsigned = (title: Bilingual): Problem =>
  publicationProblem(
    "publication-unsigned",
    bilingual(`中心平台发布的“${title.zh}”没有签名。`, `"${title.en}", published by the centre, is not signed.`),
  );

/** The signature is none of this text. */
export const badSignature = (title: Bilingual): Problem =>
  publicationProblem(
    "publication-bad-signature",
    bilingual(
      `“${title.zh}”的签名与内容不符，可能在途中或在中心平台上被改动。`,
      `The signature of "${title.en}" does not match its content, which may have been altered on the way or at the centre.`,
    ),
  );

/** What came is not what was named. */
export const altered = (title: Bilingual): Problem =>
  publicationProblem(
    "publication-altered",
    bilingual(
      `收到的“${title.zh}”与中心平台所报的校验值、名称或版本不一致。`,
      `What came as "${title.en}" is not what the centre named by hash, name or version.`,
    ),
  );

/** An old one, though soundly signed, must not bring back rules that were replaced. */
export const olderVersion = (title: Bilingual, version: number, present: number): Problem =>
  version < present
    ? publicationProblem(
        "publication-older",
        bilingual(
          `“${title.zh}”比现行的第 ${present} 版旧。`,
          `"${title.en}" is older than version ${present}, which is in force.`,
        ),
      )
    : publicationProblem(
        "publication-same-version",
        bilingual(
          `“${title.zh}”与现行的版本号相同，内容却不同。`,
          `"${title.en}" bears the version of what is in force, with other content.`,
        ),
      );

/** Its schema, or its own examples, are not met. */
export const faulty = (title: Bilingual, fields: FieldProblem[]): Problem =>
  publicationProblem(
    "publication-faulty",
    bilingual(
      `“${title.zh}”有 ${fields.length} 处不符合要求（格式或自检用例）。`,
      `"${title.en}" has ${fields.length} fault(s), in its form or by its own examples.`,
    ),
    ASK_CENTRE,
    fields,
  );

/** Sound in itself, it would leave other rules of this hall unusable. */
export const breaksOthers = (title: Bilingual, ids: string[]): Problem =>
  publicationProblem(
    "publication-breaks-others",
    bilingual(
      `启用“${title.zh}”会使本大厅的其他地方规则失效：${ids.join("、")}。`,
      `"${title.en}" would break other profiles of this hall: ${ids.join(", ")}.`,
    ),
  );
