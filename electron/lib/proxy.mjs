// Reads the intranet's proxy from the environment, as curl reads it. Set-up runs it before any package is there, so it is no TypeScript.
import { BlockList, isIP, isIPv6 } from "node:net";

/** A setting that cannot be read: which variable, and why. Its value may hold a password and is never shown. */
/** @typedef {{ name: string, why: "address" | "kind" }} ProxyFault */
/** What one kind of address is reached through. @typedef {{ url: string } | { fault: ProxyFault } | null} ProxyWay */
/** @typedef {{ http: ProxyWay, https: ProxyWay, bypass: readonly string[] }} Proxies */

const OWN_MACHINE = ["localhost", "127.0.0.0/8", "::1"];
const QUOTES = /^["'“”‘’\s]+|["'“”‘’\s]+$/gu;
const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;
/** What Windows shows where each protocol has a proxy of its own. */
const PER_PROTOCOL = /^(?:https?|ftp|socks)=/i;

/** @param {string | undefined} text */
const bare = (text) => (text ?? "").replace(QUOTES, "");

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    // A password such as 100%: the sign stands for itself.
    return text;
  }
}

/** The account before the `@` as a URL has it; a password may hold `@`, `#`, `/` and `\`. @param {string} text */
function accountOf(text) {
  const colon = text.indexOf(":");
  const [user, password] = colon < 0 ? [text, null] : [text.slice(0, colon), text.slice(colon + 1)];
  const signs = (/** @type {string} */ part) => encodeURIComponent(decoded(part));
  return `${signs(user)}${password === null ? "" : `:${signs(password)}`}@`;
}

/** Host and port; a name without a port is reached at `port`. @param {string} text @param {number} port */
function placeOf(text, port) {
  if (isIPv6(text)) return `[${text}]:${port}`;
  const [, host = "", named = ""] = /^(\[[^\]]+\]|[^:\s]+)(?::(\d*))?$/.exec(text) ?? [];
  const at = named === "" ? port : Number(named);
  return host === "" || at < 1 || at > 65_535 ? null : `${host}:${at}`;
}

/** One proxy as a URL. @param {string} name @param {string} text @returns {Exclude<ProxyWay, null>} */
function readOne(name, text) {
  const scheme = SCHEME.exec(text)?.[1]?.toLowerCase() ?? null;
  if (scheme !== null && scheme !== "http" && scheme !== "https") return { fault: { name, why: "kind" } };
  const rest = text.replace(SCHEME, "");
  const at = rest.lastIndexOf("@");
  // An input method may have set the colon and the digits in full width.
  const host =
    rest
      .slice(at + 1)
      .normalize("NFKC")
      .split(/[/?#]/)[0] ?? "";
  // Without a scheme the port is curl's; with one it is the scheme's.
  const place = placeOf(host.trim(), { none: 1080, http: 80, https: 443 }[scheme ?? "none"]);
  const url = `${scheme ?? "http"}://${at < 0 ? "" : accountOf(rest.slice(0, at))}${place ?? ""}`;
  return place !== null && URL.canParse(url) ? { url } : { fault: { name, why: "address" } };
}

/**
 * What a variable says for one protocol; null where it says nothing.
 * @param {string} name @param {string} text @param {"http" | "https"} protocol
 */
function readValue(name, text, protocol) {
  if (!PER_PROTOCOL.test(text)) return readOne(name, text);
  for (const part of text.split(/[;\s]+/)) {
    const [, key = "", value = ""] = /^([a-z]+)=(.*)$/i.exec(part) ?? [];
    if (key.toLowerCase() === protocol && value !== "") return readOne(name, bare(value));
  }
  return null;
}

/** @param {NodeJS.ProcessEnv} env @param {"http" | "https"} protocol @returns {ProxyWay} */
function wayOf(env, protocol) {
  for (const name of [`${protocol}_proxy`, "all_proxy", "http_proxy"].flatMap((each) => [each, each.toUpperCase()])) {
    const text = bare(env[name]);
    // HTTP_PROXY speaks for HTTPS only where it names it, as Windows does.
    const isSilent =
      text === "" || (name.toLowerCase() === "http_proxy" && protocol === "https" && !PER_PROTOCOL.test(text));
    const read = isSilent ? null : readValue(name, text, protocol);
    if (read !== null) return read;
  }
  return null;
}

/** The names in NO_PROXY, set apart by commas, semicolons or spaces. @param {NodeJS.ProcessEnv} env */
function bypassOf(env) {
  const text = bare(env["no_proxy"]) || bare(env["NO_PROXY"]);
  return text
    .normalize("NFKC")
    .split(/[,;\s、]+/u)
    .map((one) => bare(one).toLowerCase())
    .filter((one) => one !== "");
}

/** Reads the proxy variables, in lower case first. @param {NodeJS.ProcessEnv} env @returns {Proxies} */
export const readProxies = (env) => ({ http: wayOf(env, "http"), https: wayOf(env, "https"), bypass: bypassOf(env) });

/** Whether an address lies in a network such as `10.0.0.0/8` or `fd00::/8`. @param {string} host @param {string} network */
function isInNetwork(host, network) {
  const [base = "", bits = ""] = network.replace(/[[\]]/g, "").split("/");
  const family = isIP(base);
  const length = Number(bits);
  if (family === 0 || !/^\d+$/.test(bits) || length > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(base, length, family === 4 ? "ipv4" : "ipv6");
  return list.check(host, isIP(host) === 4 ? "ipv4" : "ipv6");
}

/** Whether an address lies in a span such as `10.0.0.1-10.0.0.9`. @param {string} host @param {string} from @param {string} to */
function isInSpan(host, from, to) {
  if (isIP(from) === 0 || isIP(from) !== isIP(to) || isIP(host) !== isIP(from)) return false;
  const family = isIP(from) === 4 ? "ipv4" : "ipv6";
  try {
    const list = new BlockList();
    list.addRange(from, to, family);
    return list.check(host, family);
  } catch {
    // Its end lies before its start.
    return false;
  }
}

/** Whether one name of NO_PROXY means this host. @param {string} name without its port @param {string} host */
function names(name, host) {
  if (name === "*") return true;
  // Windows' word for every name without a dot.
  if (name === "<local>") return isIP(host) === 0 && !host.includes(".");
  if (isIP(host) !== 0) {
    if (name.includes("/")) return isInNetwork(host, name);
    const [from = "", to = ""] = name.split("-");
    if (to !== "") return isInSpan(host, from, to);
    const plain = name.replace(/[[\]]/g, "");
    if (isIP(plain) !== 0) return isInNetwork(host, `${plain}/${isIP(plain) === 4 ? 32 : 128}`);
  }
  if (name.replace(/^\*?\./, "").includes("*")) {
    const pattern = name.split("*").map((part) => part.replace(/[^a-z0-9-]/g, "\\$&"));
    return new RegExp(`^${pattern.join(".*")}$`).test(host);
  }
  const suffix = name.replace(/^\*?\./, "").replace(/\.$/, "");
  return suffix !== "" && (host === suffix || (isIP(host) === 0 && host.endsWith(`.${suffix}`)));
}

/** Whether a host is named as one to be reached directly. @param {readonly string[]} bypass @param {URL} url */
function isDirect(bypass, url) {
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return [...OWN_MACHINE, ...bypass].some((name) => {
    const [, plain = name, named = ""] = isIPv6(name) ? [] : (/^(.*?[^:]):(\d+)$/.exec(name) ?? []);
    return (named === "" || named === port) && names(plain, host);
  });
}

/**
 * How an address is reached: through a proxy, not at all while its setting cannot be read, or directly. This machine
 * itself is always reached directly.
 * @param {Proxies} proxies
 * @param {URL} url
 * @returns {ProxyWay}
 */
export function proxyFor(proxies, url) {
  const way = url.protocol === "https:" ? proxies.https : proxies.http;
  return way === null || isDirect(proxies.bypass, url) ? null : way;
}

/** The settings that cannot be read, each variable once. @param {Proxies} proxies @returns {ProxyFault[]} */
export function proxyFaults(proxies) {
  const faults = [proxies.http, proxies.https].flatMap((way) => (way !== null && "fault" in way ? [way.fault] : []));
  return faults.filter((one, at) => faults.findIndex(({ name }) => name === one.name) === at);
}

/** What to tell a person about a setting that cannot be read. @param {ProxyFault} fault */
export function proxyFaultWords({ name, why }) {
  return why === "kind"
    ? {
        zh: `环境变量 ${name} 里的代理不是 HTTP 代理（如 SOCKS），本程序不支持。请改为 HTTP 代理，例如 http://10.1.2.3:3128`,
        en: `The proxy in ${name} is no HTTP proxy (SOCKS, say) and cannot be used. Name an HTTP proxy, such as http://10.1.2.3:3128`,
      }
    : {
        zh: `环境变量 ${name} 里的代理地址读不出来。请写成 http://10.1.2.3:3128 这样的形式`,
        en: `The proxy address in ${name} cannot be read. Write it like http://10.1.2.3:3128`,
      };
}

const VARIABLES = ["http_proxy", "https_proxy", "all_proxy", "no_proxy", "node_use_env_proxy"];
const OF_NPM = ["npm_config_proxy", "npm_config_https_proxy", "npm_config_noproxy"];

/**
 * Whether a variable is one of the settings, or what `npm run` hands on of one as it found it; npm's own setting stays.
 * @param {NodeJS.ProcessEnv} env @param {string} name
 */
function isSetting(env, name) {
  const plain = name.toLowerCase();
  if (VARIABLES.includes(plain)) return true;
  return (
    OF_NPM.includes(plain) && VARIABLES.some((each) => [each, each.toUpperCase()].some((key) => env[key] === env[name]))
  );
}

/**
 * The environment for other people's programs that download (npm, Electron's installer): the same proxy, in the plain
 * form that they all read. A setting that cannot be read is left out.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function downloadEnvironment(env) {
  const proxies = readProxies(env);
  const kept = Object.entries(env).filter(([name]) => !isSetting(env, name));
  const named = /** @type {const} */ (["http", "https"]).flatMap((protocol) => {
    const way = proxies[protocol];
    return way !== null && "url" in way ? [[`${protocol.toUpperCase()}_PROXY`, way.url]] : [];
  });
  if (named.length === 0) return Object.fromEntries(kept);
  const direct = [...new Set([...proxies.bypass, "127.0.0.1", "localhost", "::1"])].join(",");
  return { ...Object.fromEntries(kept), ...Object.fromEntries(named), NO_PROXY: direct, NODE_USE_ENV_PROXY: "1" };
}

/**
 * The environment for the project's own programs, which read the proxy themselves: Node must not read it too, or it
 * ends on an address that it does not understand.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export const ownEnvironment = (env) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => name.toUpperCase() !== "NODE_USE_ENV_PROXY"));
