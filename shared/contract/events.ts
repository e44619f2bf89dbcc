/** What the host tells the page without being asked. */
export type StationEvent =
  | { kind: "outbox.changed" }
  | { kind: "print.changed"; applicationId: string }
  | { kind: "printer.changed" }
  | { kind: "application.accepted"; id: string }
  | { kind: "application.changed"; id: string }
  | { kind: "reception.given"; id: string }
  | { kind: "attachment.kept"; applicationId: string }
  | { kind: "warning.raised" }
  | { kind: "systemClock.changed" }
  | { kind: "health.changed" }
  | { kind: "roster.changed" }
  | { kind: "publication.changed" }
  /** A locality's rules were replaced; a form typed under the old ones is checked again. */
  | { kind: "profile.changed"; id: string }
  | { kind: "check.changed"; draftId: string };
