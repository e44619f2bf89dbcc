import { screen, type BrowserWindow, type WebContents } from "electron";
import { APPLICANT_URL } from "#station/app/own-page.ts";
import { applicantBounds } from "./window-rules.ts";
import { bringToFront, makeWindow, type WindowNeeds } from "./windows.ts";

/** What the applicant's window needs beside the counter's. */
export type ApplicantNeeds = Pick<WindowNeeds, "preload" | "log"> & { admit: (page: WebContents) => void };

/** The window turned to the applicant: at most one, beside the counter's and no longer than that one. */
export type ApplicantWindow = {
  /** Opens it or brings it up; in Electron the page has no window to open itself. */ show: () => null;
};

/** Makes the applicant's window possible; it opens when it is first shown. */
export function openApplicantWindow(counter: BrowserWindow, { admit, ...needs }: ApplicantNeeds): ApplicantWindow {
  let window: BrowserWindow | null = null;
  const freeBounds = () => applicantBounds(screen.getAllDisplays(), screen.getDisplayMatching(counter.getBounds()).id);

  function open(): void {
    const bounds = freeBounds();
    const place = bounds === null ? { width: 1280, height: 760 } : { ...bounds, fullscreen: true };
    const title = "申请人核对屏 Applicant's screen";
    const opened = makeWindow({ ...place, title }, counter.webContents.session, APPLICANT_URL, {
      ...needs,
      // The clerk goes on typing; on a single display the window would come up unseen.
      takesFocus: bounds === null,
      onGivenUp: () => opened.destroy(),
    });
    admit(opened.webContents);
    opened.once("closed", () => (window = null));
    window = opened;
  }

  /** A full-screen window whose display has gone would cover the counter, and it has no frame to close it by. */
  function followDisplays(): void {
    if (window?.isFullScreen() !== true) return;
    const bounds = freeBounds();
    if (bounds === null) return window.close();
    window.setFullScreen(false);
    window.setBounds(bounds);
    window.setFullScreen(true);
  }

  screen.on("display-removed", followDisplays);
  screen.on("display-metrics-changed", followDisplays);
  counter.once("closed", () => {
    screen.removeListener("display-removed", followDisplays);
    screen.removeListener("display-metrics-changed", followDisplays);
    window?.destroy();
  });
  return {
    show() {
      if (window === null) open();
      else {
        bringToFront(window);
        if (window.isFullScreen()) counter.focus();
      }
      return null;
    },
  };
}
