import { fingerprint, trustKey } from "#station/sync/publications/trusted-keys.ts";
import type { CommandBody } from "./command.ts";
import { terminal } from "./terminal.ts";

/** `hall trust`: makes this station trust a public key; a running hall takes it up within a minute. */
export const trustCommand: CommandBody = {
  run({ operands, dataDir }) {
    const { id } = trustKey(dataDir, operands[0] ?? "");
    terminal.note(
      `已信任，指纹 ${fingerprint(id)}；请再次与签名方核对。`,
      `Trusted, fingerprint ${fingerprint(id)}; compare it with the signer once more.`,
    );
    terminal.result({ key: id, fingerprint: fingerprint(id) });
    return 0;
  },
};
