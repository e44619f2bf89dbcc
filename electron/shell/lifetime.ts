/** What the program does at its end, in this order. */
export type Ending = {
  closeWindows: () => void;
  /** Waits until the station is closed, also where it is still opening. */ closeStation: () => Promise<void>;
  /** Closes the store without waiting for anything. */ closeAtOnce: () => void;
  /** Opens the program anew once this one has ended. */ relaunch: () => void;
  quit: () => void;
  onError: (error: unknown) => void;
};

/** How a program goes from its start to its end. */
export type Lifetime = {
  /** Whether the end has begun. */ isEnding: () => boolean;
  /** Holds back a quit until the station is closed, however often it is asked for. */
  hearQuit: (event: { preventDefault: () => void }) => void;
  /** Ends the program after a failure: what `last` does follows the close. */ failWith: (last: () => void) => void;
  /** The system ends the session, and the program with it as soon as this returns. */ hearSessionEnd: () => void;
  /** Somebody opened the program again; false where this one is ending and comes back by itself. */
  hearReopen: () => boolean;
};

/**
 * Ends the program once and in order: its windows, then the station with its printer and outbox, then the process. A
 * second wish to quit waits for the first.
 */
export function openLifetime(ending: Ending): Lifetime {
  let isEnding = false;
  let isClosed = false;
  let isWantedAgain = false;

  async function end(last: () => void): Promise<void> {
    isEnding = true;
    ending.closeWindows();
    try {
      await ending.closeStation();
    } catch (error) {
      ending.onError(error);
    }
    isClosed = true;
    if (isWantedAgain) ending.relaunch();
    last();
  }

  return {
    isEnding: () => isEnding,
    hearQuit(event) {
      if (isClosed) return;
      event.preventDefault();
      if (!isEnding) void end(ending.quit);
    },
    failWith(last) {
      if (!isEnding) void end(last);
    },
    hearSessionEnd() {
      if (isClosed) return;
      isEnding = true;
      try {
        ending.closeAtOnce();
      } catch (error) {
        ending.onError(error);
      }
      isClosed = true;
      ending.quit();
    },
    hearReopen() {
      if (isEnding) isWantedAgain = true;
      return !isEnding;
    },
  };
}
