import type { z } from "zod";
import { RegisterCompany, RegisterProject } from "#shared/contract/centre/register.ts";
import {
  AttachmentNotice,
  AttachmentStatus,
  AcceptedAttachments,
  AcceptedAttachmentsRequest,
} from "#shared/contract/centre/attachments.ts";
import { EntryTaken, FeedPage } from "#shared/contract/centre/feed.ts";
import { Publication, PublicationText } from "#shared/contract/centre/publications.ts";
import {
  AcceptedReports,
  AcceptedReportsRequest,
  AgencyApplication,
  AgencyDocuments,
  AgencyPage,
  AgencyReceipt,
  AgencyReport,
  AgencyReports,
} from "#shared/contract/centre/agency.ts";
import { AcceptedAnswer, AcceptedRequest, CentreStatus } from "#shared/contract/centre/sync-status.ts";
import { TokenAnswer } from "#shared/contract/centre/station.ts";
import {
  CentreApplication,
  CentreProblem,
  EnrolAnswer,
  EnrolRequest,
  Health,
  PushBatch,
  PushBatchAnswer,
  PushEntry,
  PushReceipt,
} from "#shared/contract/centre/push.ts";

/** Every schema of the contract, by its name in the OpenAPI document. */
export const schemas = {
  EnrolRequest,
  EnrolAnswer,
  PushEntry,
  PushReceipt,
  PushBatch,
  PushBatchAnswer,
  CentreProblem,
  CentreApplication,
  RegisterCompany,
  RegisterProject,
  FeedPage,
  EntryTaken,
  Publication,
  PublicationText,
  CentreStatus,
  AcceptedRequest,
  AcceptedAnswer,
  AttachmentNotice,
  AttachmentStatus,
  AcceptedAttachmentsRequest,
  AcceptedAttachments,
  TokenAnswer,
  AgencyPage,
  AgencyApplication,
  AgencyDocuments,
  AgencyReport,
  AgencyReceipt,
  AgencyReports,
  AcceptedReportsRequest,
  AcceptedReports,
  Health,
} satisfies Record<string, z.ZodType>;

/** The name of one of them. */
export type SchemaName = keyof typeof schemas;
