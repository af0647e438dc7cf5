/** The output of `enwrap conformance --traces --help`. */
export const TRACES_HELP = `Plays random traces (sequences of requests) against a server, and compares every response with the model spec/wrapping.qnt.

Usage: enwrap conformance [URL] --traces N [--token TOKEN] [options]

  URL             Address of the server, such as http://127.0.0.1:8200 (or VAULT_ADDR, BAO_ADDR)
  --token TOKEN   Token that can wrap responses (or VAULT_TOKEN, BAO_TOKEN)
  --ca-cert FILE  And the other flags of a connection: see enwrap conformance --help
  --traces N      How many traces to play
  --seed N        Repeat the traces of an earlier run, which printed its seed (default: random)
  --jobs N        Traces that are played at the same time (default: 8)
  --profile NAME  With strict, also compare what only the profile strict requires
  --no-slow       Play no traces that wait for a TTL to elapse
  --format FORMAT What to print: text or json (default: text)
  --help          Show this help

Several traces are played at the same time. Some send several requests for one token in parallel: the responses must be
those of some order of the requests. If a trace fails, the shortest part of it that still fails is printed. The output
contains no tokens.

Exit code:
  0  every response matches the model
  1  a trace failed
  2  the suite could not run, or was interrupted: a usage error, no server

Examples:
  enwrap conformance http://127.0.0.1:8200 --token root --traces 300
  enwrap conformance http://127.0.0.1:8200 --token root --traces 300 --seed 5 --no-slow
`
