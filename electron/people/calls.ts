import type { PeopleCalls } from "#shared/contract/people.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { checkPin, setHallProfile, signIn, signOut, startKiosk, viewSession } from "./sign-in.ts";
import type { Session } from "#station/core/session.ts";

/**
 * Answers the calls about who uses this page. `onVisitorGone` runs when the person served must not be shown any more,
 * while the session still knows the visit: where it fails, the page does not change hands.
 */
export const peopleCalls = (
  onVisitorGone: (context: StationContext, session: Session) => void,
): HandlersOf<PeopleCalls> => ({
  "session.get": (context, { session }) => viewSession(context, session),
  "session.signIn": async (context, { session }, { operatorId, pin }) => {
    const checked = await checkPin(context, session, operatorId, pin);
    // A wrong PIN, or the same person signing in again, leaves the applicant's window as it is.
    if (session.operatorId !== checked.operator.id) onVisitorGone(context, session);
    return signIn(context, session, checked);
  },
  "session.signOut": (context, { session }) => {
    onVisitorGone(context, session);
    return signOut(context, session);
  },
  "session.startKiosk": (context, { session }) => {
    onVisitorGone(context, session);
    return startKiosk(context, session);
  },
  "hall.setProfile": (context, { session }, { profileId }) => setHallProfile(context, session, profileId),
});
