/** Asks the system how an address is reached, answered as proxy scripts do: `PROXY 10.1.2.3:3128; DIRECT`. */
export type AskSystem = (url: string) => Promise<string>;

let askSystem: AskSystem | null = null;

/** Names who knows the system's own proxy setting: Electron does, plain Node does not. */
export function findProxiesBy(ask: AskSystem): void {
  askSystem = ask;
}

const SCHEMES = new Map([
  ["PROXY", "http"],
  ["HTTP", "http"],
  ["HTTPS", "https"],
]);

/** The first way of a system's answer that this program can go: a proxy's address, or null for none. */
export function firstWay(answer: string): string | null {
  for (const way of answer.split(";")) {
    const [kind = "", place = ""] = way.trim().split(/\s+/);
    if (kind.toUpperCase() === "DIRECT") return null;
    const scheme = SCHEMES.get(kind.toUpperCase());
    if (scheme !== undefined && place !== "") return `${scheme}://${place}`;
  }
  return null;
}

/** The system's proxy for an address; null where there is none or nobody knows. */
export async function findSystemProxy(url: URL): Promise<string | null> {
  try {
    return askSystem === null ? null : firstWay(await askSystem(url.href));
  } catch {
    return null;
  }
}
