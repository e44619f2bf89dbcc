import { describe, expect, it } from "vitest";
import { isOwnPage, isOwnRequest, isOwnSender, isOwnUrl, mayUse } from "#station/app/own-page.ts";

const ours = ["app://counter/index.html", "app://counter/", "app://counter/assets/main.js?x#y"];
const foreign = [
  "https://counter/index.html",
  "app://counter.example/",
  "app://user@counter/",
  "app://user:pin@counter/",
  "app://other/index.html",
  "file:///index.html",
  "javascript:alert(1)",
  "about:blank",
  "",
  "app:counter",
  "http://app://counter/",
];

describe("the page's own address", () => {
  it.each(ours)("is recognised: %s", (address) => {
    expect(isOwnUrl(address)).toBe(true);
    expect(isOwnRequest(address)).toBe(true);
  });

  it.each(foreign)("is distinguished from a foreign one: %s", (address) => {
    expect(isOwnUrl(address)).toBe(false);
    expect(isOwnRequest(address)).toBe(false);
  });

  it("covers what the page made itself, and nothing another page made", () => {
    expect(isOwnRequest("blob:app://counter/3f0d")).toBe(true);
    expect(isOwnRequest("data:image/png;base64,AAAA")).toBe(true);
    expect(isOwnRequest("blob:https://example.org/3f0d")).toBe(false);
    for (const viewer of ["chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/", "chrome://resources/js/util.js"])
      expect(isOwnRequest(viewer)).toBe(false);
  });

  it("is that of the page, not of its pictures and scripts, where the window may go", () => {
    expect(isOwnPage("app://counter/index.html#w=applicant")).toBe(true);
    for (const other of ["app://counter/icon.svg", "app://counter/", "app://counter/index.html?x", ...foreign])
      expect(isOwnPage(other), other).toBe(false);
  });
});

describe("the sender of a call", () => {
  it("is accepted in the top frame of our own page", () => {
    expect(isOwnSender({ url: "app://counter/index.html", parent: null })).toBe(true);
  });

  it("is refused from a frame inside the page, from a foreign page, and from a frame that is gone", () => {
    expect(isOwnSender({ url: "app://counter/index.html", parent: {} })).toBe(false);
    expect(isOwnSender({ url: "https://example.org/", parent: null })).toBe(false);
    expect(isOwnSender(null)).toBe(false);
  });
});

describe("what the page may use of the machine", () => {
  it("is writing a text to the clipboard, from its own top frame", () => {
    const top = { url: "app://counter/", isTop: true };
    expect(mayUse("clipboard-sanitized-write", top)).toBe(true);
    expect(mayUse("clipboard-sanitized-write", { ...top, isTop: false })).toBe(false);
    expect(mayUse("clipboard-sanitized-write", { ...top, url: "https://example.org/" })).toBe(false);
    for (const other of ["clipboard-read", "media", "geolocation", "notifications", "fullscreen", "serial", "unknown"])
      expect(mayUse(other, top), other).toBe(false);
  });
});
