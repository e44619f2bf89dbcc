const NAMES = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];
const OWN_MACHINE = ["127.0.0.1", "localhost", "::1"];

/**
 * The environment in which Node goes through the hall's intranet proxy, where one is named the usual way, and never through it to this machine itself
 * (the embedded centre). Without one it is returned as it is.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withProxy(env) {
  if (NAMES.every((name) => (env[name] ?? "") === "")) return env;
  const besides = (env["NO_PROXY"] ?? env["no_proxy"] ?? "").split(",").filter((name) => name !== "");
  return { ...env, NODE_USE_ENV_PROXY: "1", NO_PROXY: [...new Set([...besides, ...OWN_MACHINE])].join(",") };
}
