import { CONTRACT } from "./receiver.ts"

/** The output of `enwrap conformance client --help`. */
export const CLIENT_HELP = `Judges a client: starts hostile and faulty servers on loopback, and gives the command wrapping tokens to receive.

Usage: enwrap conformance client [options] -- COMMAND [ARGUMENT…]

  --scenario ID          Scenarios to play; a list with commas, or several times (default: all)
  --timeout SECONDS      How long a request of the client may take (default: 2)
  --jobs N               Scenarios that are played at the same time (default: 4)
  --known-failures FILE  Scenarios that are known to fail: one per line, the id and the reason
  --format FORMAT        What to print: text or json (default: text)
  --list                 List the scenarios without playing them
  --help                 Show this help

A good client sends an unwrap once, sends the token nowhere else, reports tampering as such, times out, and prints
no secrets. What the command has to do:

${CONTRACT.replaceAll(/^/gm, "  ")}

Exit code:
  0  the client passed every scenario that is not known to fail
  1  it failed one, or passed one that is known to fail
  2  usage error

Examples:
  enwrap conformance client -- python3 receive.py
  enwrap conformance client --scenario CL-07,CL-12 -- node receive.mjs
`
