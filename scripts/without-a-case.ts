// Why no conformance case tests a requirement. Every requirement has a case or a reason; test/spec/requirements.test.ts
// compares both, and docs/requirements.md shows them.

const HIDDEN = "no response shows it: it is about what the server stores, writes, or does between responses"
const KEYS = "the suite must not initialize, seal, unseal, rekey or restart the server under test"
const UPSTREAM = "the engine contacts a server of the operator, and the suite has none that every server can reach"
const LOAD = "it shows only under a load that would harm the server under test"
const RACE = "it shows only if a change comes between two steps of one request, which no client can time"
const DEVICE = "the suite cannot read what audit devices write, and must not enable one on the operator's server"

/** The reasons, by requirement. */
export const withoutACase: ReadonlyMap<string, string> = new Map([
  ...Array.from({ length: 14 }, (_, i) => [`RW-HTTP-${i + 1}`, UPSTREAM] as const),
  ["RW-UP-11", "it is about time that a network hides"],
  ["RW-UP-12", HIDDEN],
  ["RW-SYS-12", KEYS],
  ["RW-SYS-17", "a rotation of the key cannot be undone"],
  ...["31", "32", "33", "34", "36", "37", "38", "39"].map((id) => [`RW-SYS-${id}`, KEYS] as const),
  ["RW-SYS-40", HIDDEN],
  ["RW-LE-8", "no engine that every server has fails to revoke"],
  ["RW-LE-13", RACE],
  ["RW-LE-14", "RWC-NA-02 tests it for every server, as RW-LE-32"],
  ["RW-ER-13", KEYS],
  ...["1", "2", "3", "4"].map((id) => [`RW-WK-${id}`, LOAD] as const),
  ["RW-QU-3", "all requests of the suite come from one client"],
  ["RW-QU-4", "the exempt paths are the operator's, and a quota for the whole server would limit its other users"],
  ...["1", "2", "3", "5"].map((id) => [`RW-SEC-${id}`, HIDDEN] as const),
  ["RW-SEC-6", "it is about clients, which `enwrap conformance client` judges"],
  ...["1", "2", "4"].map((id) => [`RW-CO-${id}`, RACE] as const),
  ["RW-CO-3", HIDDEN],
  ["RW-CO-5", HIDDEN],
  ["RW-CO-6", "the suite cannot set the clock of the server"],
  ["RW-CO-7", HIDDEN],
  ["RW-CO-8", "the suite cannot fill the disk of the server"],
  ["RW-CO-9", LOAD],
  ...["1", "2", "3", "4", "5", "6", "7", "9"].map((id) => [`RW-AU-${id}`, DEVICE] as const),
  ["RW-EXT-1", "every case of the profile tests it"],
  ["RW-EXT-10", "it permits something, and requires nothing"]
] as ReadonlyArray<readonly [string, string]>)
