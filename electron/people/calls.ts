import type { PeopleCalls } from "#shared/contract/people.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { setHallProfile, signIn, signOut, startKiosk, viewSession } from "./sign-in.ts";

/**
 * Answers the calls about who uses this page. `onVisitorGone` runs when the person served must not be shown any more.
 */
export const peopleCalls = (onVisitorGone: (context: StationContext) => void): HandlersOf<PeopleCalls> => ({
  "session.get": (context, { session }) => viewSession(context, session),
  "session.signIn": (context, { session }, { operatorId, pin }) => {
    const before = session.operatorId;
    const view = signIn(context, session, operatorId, pin);
    // A wrong PIN, or the same person signing in again, leaves the applicant's window as it is.
    if (session.operatorId !== before) onVisitorGone(context);
    return view;
  },
  "session.signOut": (context, { session }) => {
    onVisitorGone(context);
    return signOut(context, session);
  },
  "session.startKiosk": (context, { session }) => {
    onVisitorGone(context);
    return startKiosk(context, session);
  },
  "hall.setProfile": (context, { session }, { profileId }) => setHallProfile(context, session, profileId),
});
