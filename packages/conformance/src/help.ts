import { profiles } from "./cases/catalogue.ts"

/** The output of `enwrap conformance --help`. */
export const HELP = `Runs the conformance suite of the response-wrapping protocol against a server, over HTTP.

Usage: enwrap conformance [URL] [--token TOKEN] [options]

  URL                    the server address, such as http://127.0.0.1:8200 (or VAULT_ADDR, BAO_ADDR)
  --token TOKEN          a token that can wrap responses; only a root token runs every case (or VAULT_TOKEN, BAO_TOKEN)
  --profile NAME         run the cases of this profile only; repeatable, or a comma-separated list of
                         ${profiles.join(", ")}, or all (default: all but strict)
  --case ID              run this case only; repeatable, or a comma-separated list
  --no-slow              skip the cases that wait for a TTL to elapse
  --known-failures FILE  cases that are known to fail: one per line, the id and the reason
  --kv-mount PATH        the key-value mount to use (default: secret/, or a temporary one)
  --format FORMAT        text, json or junit (default: text)
  --output FILE          write the report to this file
  --list                 list the cases without running them
  --help                 show this help

Everything that the suite creates on the server has a name that begins with enwrap-conformance-, and is removed
at the end. The report contains no tokens.

Ctrl-C stops the run and cleans up. A second Ctrl-C exits immediately, and prints what may be left on the server.

VAULT_CACERT or BAO_CACERT names the file of the certificate authority of the server, in PEM.

Exit code: 0 conformant, 1 not conformant, 2 inconclusive, interrupted or usage error.

Examples:
  enwrap conformance http://127.0.0.1:8200 --token root
  VAULT_ADDR=https://vault.example:8200 VAULT_TOKEN=… enwrap conformance --no-slow
  enwrap conformance http://127.0.0.1:8200 --token root --profile all --format junit --output conformance.xml
`
