/** What the host tells the page without being asked. */
export type StationEvent =
  | { kind: "outbox.changed" }
  | { kind: "print.changed"; applicationId: string }
  | { kind: "printer.changed" }
  | { kind: "application.accepted"; id: string }
  | { kind: "application.changed"; id: string }
  | { kind: "reception.given"; id: string }
  | { kind: "attachment.kept"; applicationId: string }
  /** A warning was raised, or a warning or a message of the centre was acknowledged. */
  | { kind: "worklist.changed" }
  | { kind: "systemClock.changed" }
  /** A year's holidays were replaced: every due date may be another. */
  | { kind: "calendar.changed" }
  | { kind: "health.changed" }
  | { kind: "roster.changed" }
  | { kind: "publication.changed" }
  /** A locality's rules were replaced; a form typed under the old ones is checked again. */
  | { kind: "profile.changed"; id: string }
  | { kind: "check.changed"; draftId: string };
