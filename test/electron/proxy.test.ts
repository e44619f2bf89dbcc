import { describe, expect, it } from "vitest";
import { firstWay } from "#station/sync/transport/system-proxy.ts";
import { proxyFaults, proxyFaultWords, proxyFor, readProxies } from "#station/lib/proxy.mjs";

const http = (env: Record<string, string>) => readProxies(env).http;

describe("the system's answer", () => {
  it.each([
    ["DIRECT", null],
    ["", null],
    ["PROXY 10.1.2.3:3128", "http://10.1.2.3:3128"],
    ["PROXY 10.1.2.3:3128; DIRECT", "http://10.1.2.3:3128"],
    ["DIRECT; PROXY 10.1.2.3:3128", null],
    ["SOCKS 10.1.2.3:1080; HTTPS proxy.example:443", "https://proxy.example:443"],
    ["SOCKS5 10.1.2.3:1080", null],
  ])("row 65: %s means %s", (answer, way) => {
    expect(firstWay(answer)).toBe(way);
  });
});

describe("the proxy's setting", () => {
  it.each([
    ["10.1.2.3:3128", "http://10.1.2.3:3128"],
    ["proxy.example", "http://proxy.example:1080"],
    ["http://proxy.example", "http://proxy.example:80"],
    ["https://proxy.example/", "https://proxy.example:443"],
    [`"http://10.1.2.3:3128"`, "http://10.1.2.3:3128"],
    [" '10.1.2.3:3128' ", "http://10.1.2.3:3128"],
    ["“10.1.2.3：3128”", "http://10.1.2.3:3128"],
    ["http=10.1.2.3:3128;https=10.1.2.4:3129", "http://10.1.2.3:3128"],
    ["http://user:p@ss#1@10.1.2.3:3128", "http://user:p%40ss%231@10.1.2.3:3128"],
    ["http://user:p%40ss@10.1.2.3:3128", "http://user:p%40ss@10.1.2.3:3128"],
    ["http://user:100%@10.1.2.3:3128", "http://user:100%25@10.1.2.3:3128"],
    ["http://HALL\\user:pw@10.1.2.3:3128", "http://HALL%5Cuser:pw@10.1.2.3:3128"],
    ["[fd00::1]:3128", "http://[fd00::1]:3128"],
  ])("row 65: %s is read as %s", (text, url) => {
    expect(http({ HTTP_PROXY: text })).toEqual({ url });
  });

  it("row 65: the lower case comes first, ALL_PROXY last, and an empty value counts as none", () => {
    expect(http({ http_proxy: "a:1", HTTP_PROXY: "b:2", ALL_PROXY: "c:3" })).toEqual({ url: "http://a:1" });
    expect(http({ http_proxy: "", HTTP_PROXY: '""', all_proxy: "c:3" })).toEqual({ url: "http://c:3" });
    expect(readProxies({ HTTP_PROXY: "b:2" }).https).toBeNull();
    expect(readProxies({ HTTP_PROXY: "http=b:2;https=c:3" }).https).toEqual({ url: "http://c:3" });
    expect(readProxies({ HTTPS_PROXY: "http=b:2" }).https).toBeNull();
  });

  it.each(["http://:3128", "10.1.2.3:99999", "a b c", "socks5://10.1.2.3:1080"])(
    "row 65: %s is set by its variable",
    (text) => {
      const faults = proxyFaults(readProxies({ ALL_PROXY: text }));
      expect(faults.map(({ name }) => name)).toEqual(["ALL_PROXY"]);
      expect(proxyFaultWords(faults[0]!).zh).toContain("ALL_PROXY");
      expect(proxyFaultWords(faults[0]!).zh).not.toContain(text);
    },
  );
});

describe("what is reached directly", () => {
  const isDirect = (noProxy: string, url: string) =>
    proxyFor(readProxies({ ALL_PROXY: "p:1", NO_PROXY: noProxy }), new URL(url)) === null;

  it.each([
    ["10.255.255.1", "http://10.255.255.1:8720"],
    ["10.0.0.0/8", "http://10.255.255.1:8720"],
    ["10.*", "http://10.255.255.1"],
    ["10.0.0.1-10.0.0.9", "http://10.0.0.5"],
    ["localhost;10.255.255.1", "http://10.255.255.1"],
    ["a b 10.255.255.1", "http://10.255.255.1"],
    [`"10.255.255.1"`, "http://10.255.255.1"],
    [".gov.example", "https://centre.gov.example"],
    ["*.gov.example", "https://centre.gov.example"],
    ["gov.example", "https://centre.gov.example"],
    ["GOV.example.", "https://centre.gov.example"],
    ["centre.example:8720", "http://centre.example:8720"],
    ["centre.example:443", "https://centre.example"],
    ["[fd00::1]:80", "http://[fd00::1]"],
    ["fd00::/8", "http://[fd00::1]"],
    ["<local>", "http://centre"],
    ["*", "https://centre.example"],
    ["", "http://127.0.0.1:1"],
    ["", "http://localhost:1"],
    ["", "http://[::1]:1"],
  ])("row 65: NO_PROXY=%s names %s", (noProxy, url) => {
    expect(isDirect(noProxy, url)).toBe(true);
  });

  it.each([
    ["10.0.0.0/8", "http://11.0.0.1"],
    ["10.0.0.0/99", "http://10.0.0.1"],
    ["10.0.0.9-10.0.0.1", "http://10.0.0.5"],
    ["gov.example", "https://xgov.example"],
    ["centre.example:8720", "http://centre.example"],
    ["0.0.1", "http://10.0.0.1"],
    ["<local>", "http://centre.example"],
    ["", "http://centre.example"],
  ])("row 65: NO_PROXY=%s does not name %s", (noProxy, url) => {
    expect(isDirect(noProxy, url)).toBe(false);
  });
});
