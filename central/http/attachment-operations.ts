import { bilingual } from "#shared/lib/bilingual.ts";
import { centrePaths } from "#shared/contract/centre/push.ts";
import { LARGE, type Operation, problem, UNAVAILABLE, UNENROLLED, UNREADABLE, WRONG } from "./operation.ts";

/** The files of applications (附件): announced, sent in pieces, checked later. */
export const attachmentOperations = {
  attachment: {
    method: "PUT",
    path: centrePaths.attachment,
    summary: bilingual(
      "附件申报：属于哪件申请、多大；答复本窗口已传到多少字节",
      "Announce a file by its hash: its application and size; the answer says how many bytes have arrived",
    ),
    secured: "station",
    request: "AttachmentNotice",
    answers: {
      200: {
        schema: "AttachmentStatus",
        text: bilingual("已传到多少；有回执即完整", "How much has arrived; with a receipt it is complete"),
      },
      400: UNREADABLE,
      401: UNENROLLED,
      413: LARGE,
      422: WRONG,
      503: UNAVAILABLE,
    },
  },
  attachmentPiece: {
    method: "PUT",
    path: centrePaths.attachmentPiece,
    summary: bilingual(
      "附件续传一段：从已有之处接上才写入，否则只答复已有多少；传齐后按校验值核对",
      "Add a piece of an announced file, written if it starts where the stored bytes end; the complete file is checked by hash",
    ),
    secured: "station",
    request: "bytes",
    answers: {
      200: {
        schema: "AttachmentStatus",
        text: bilingual("已落盘，已传到多少；有回执即完整", "Durable; how much has arrived, complete with a receipt"),
      },
      400: UNREADABLE,
      401: UNENROLLED,
      404: problem("没有申报过这个附件", "No such file was announced"),
      413: LARGE,
      422: problem(
        "超出申报的大小、段太小，或传齐后内容与校验值不符（各段已丢弃）",
        "Beyond the size announced, too small a piece, or complete with another hash (its pieces are dropped)",
      ),
      503: UNAVAILABLE,
    },
  },
  acceptedAttachments: {
    method: "POST",
    path: centrePaths.acceptedAttachments,
    summary: bilingual("核对：所列附件中平台仍完整存有哪些", "Which of the files listed are still stored completely"),
    secured: "station",
    request: "AcceptedAttachmentsRequest",
    answers: {
      200: { schema: "AcceptedAttachments", text: bilingual("仍存有的", "Those still stored") },
      400: UNREADABLE,
      401: UNENROLLED,
      413: LARGE,
      422: WRONG,
      503: UNAVAILABLE,
    },
  },
} as const satisfies Record<string, Operation>;
