import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** An issuer of certificates made by openssl itself, in a folder of its own. */
export type Issuer = {
  ca: string;
  /** Makes a key and a certificate for this machine, valid for a day or, where asked, over since years. */ issue: (
    name: string,
    options?: { expired?: boolean },
  ) => { cert: string; key: string };
};

/** Makes an issuer; files are PEM. */
export function makeIssuer(dir: string, name: string): Issuer {
  const own = join(dir, name);
  mkdirSync(own, { recursive: true });
  const openssl = (...args: string[]): void => void execFileSync("openssl", args, { cwd: own, stdio: "pipe" });
  openssl(
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    "ca.key",
    "-out",
    "ca.pem",
    "-days",
    "2",
    "-subj",
    `/CN=${name}`,
  );
  writeFileSync(
    join(own, "ca.cnf"),
    [
      "[ca]",
      "default_ca=one",
      "[one]",
      "database=index.txt",
      "new_certs_dir=.",
      "rand_serial=yes",
      "default_md=sha256",
      "policy=any",
      "unique_subject=no",
      "copy_extensions=copy",
      "[any]",
      "commonName=supplied",
      "",
    ].join("\n"),
  );
  writeFileSync(join(own, "index.txt"), "");
  return {
    ca: join(own, "ca.pem"),
    issue(subject, { expired = false } = {}) {
      const [cert, key] = [join(own, `${subject}.pem`), join(own, `${subject}.key`)];
      if (existsSync(cert)) return { cert, key };
      openssl(
        "req",
        "-new",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        key,
        "-out",
        `${subject}.csr`,
        "-subj",
        `/CN=${subject}`,
        "-addext",
        "subjectAltName=IP:127.0.0.1",
      );
      const days = expired ? ["-startdate", "20200101000000Z", "-enddate", "20200102000000Z"] : ["-days", "1"];
      openssl(
        "ca",
        "-batch",
        "-config",
        "ca.cnf",
        "-cert",
        "ca.pem",
        "-keyfile",
        "ca.key",
        "-in",
        `${subject}.csr`,
        "-out",
        cert,
        "-notext",
        ...days,
      );
      return { cert, key };
    },
  };
}
