/** A change of spec/wrapping.qnt that breaks the server, and the requirement that must notice it. */
export interface Mutant {
  /** What the server does wrong, with the server as the implied subject. */
  readonly fault: string
  readonly breaks: string
  readonly changes: ReadonlyArray<readonly [string, string]>
}

const UNWRAP = `{ server: { ...server, entries: entries }, answer: { ...only("opened"), secret: entry.secret } }`
const REVOKE = `{ server: { ...server, entries: entries }, answer: DONE }`
const FOUND = `{ server: server, answer: { ...only("found"), path: pathFor(request, entry), ttl: entry.ttl } }`
const DENIED = `{ server: server, answer: only("denied") }`
const SERVE = "      server' = result.server,"
const FINISH = "now' = now, server' = server, disk' = disk, sent' = sent\n    }\n  }"

const deniedEnds = (op: string): readonly [string, string] => [
  DENIED,
  `{ server: if (request.op == "${op}") { ...server, entries: server.entries.without(request.token) } else server, answer: only("denied") }`
]

const lookupEnds = (op: string): readonly [string, string] => [
  FOUND,
  `{ server: if (request.op == "${op}") { ...server, entries: entries } else server, answer: { ...only("found"), path: pathFor(request, entry), ttl: entry.ttl } }`
]

/** Ends the token only when the answer is sent, and not when it is found to be live. */
const endsLate = (op: string): ReadonlyArray<readonly [string, string]> => [
  [
    SERVE,
    `      server' = if (flight.request.op == "${op}") { ...result.server, entries: server.entries.keys().fold(result.server.entries, (both, key) => both.put(key, server.entries.get(key))) } else result.server,`
  ],
  [
    FINISH,
    `now' = now, server' = if (request.op == "${op}") { ...server, entries: server.entries.without(request.token) } else server, disk' = disk, sent' = sent\n    }\n  }`
  ]
]

/** Changes that do not break anything: they make the traces more likely that show the fault. */
const MORE_RESTARTS = ["else if (luck == 3) restart", "else if (luck < 8) restart"] as const
const MORE_RACES = ["nondet op = OPERATIONS.oneOf()", 'nondet op = Set("unwrap", "rewrap").oneOf()'] as const
const MORE_REVOCATIONS = ["else if (choice == 2 and", "else if (choice < 5 and"] as const

/** At least one for every invariant of the model. */
export const mutants: ReadonlyArray<Mutant> = [
  {
    fault: "keeps the response after an unwrap",
    breaks: "RW_SU_1",
    changes: [[UNWRAP, UNWRAP.replace("{ ...server, entries: entries }", "server")]]
  },
  {
    fault: "opens another token's response",
    breaks: "RW_SU_1",
    changes: [[UNWRAP, UNWRAP.replace("entry.secret", "if (entry.secret > 0) 0 else entry.secret")]]
  },
  {
    fault: "answers an unwrap before it is stored, so that a restart makes the token live again",
    breaks: "RW_SU_2",
    changes: [
      ["disk' = result.server", `disk' = if (flight.request.op == "unwrap") disk else result.server`],
      MORE_RESTARTS
    ]
  },
  {
    fault: "looks for the response first and deletes it later",
    breaks: "RW_SU_3",
    changes: [...endsLate("unwrap"), MORE_RACES]
  },
  { fault: "consumes the token of an unwrap that it denies", breaks: "RW_SU_7", changes: [deniedEnds("unwrap")] },
  {
    fault: "ends a token one second early",
    breaks: "RW_TTL_1",
    changes: [["expires: now + request.ttl", "expires: now + request.ttl - 1"]]
  },
  {
    fault: "forgets all tokens when it restarts",
    breaks: "RW_TTL_1",
    changes: [["server' = disk,\n    flights' = Map()", "server' = { ...disk, entries: Map() },\n    flights' = Map()"]]
  },
  { fault: "ends a token one second late", breaks: "RW_TTL_2", changes: [["expires > now", "expires + 1 > now"]] },
  { fault: "consumes the token on lookup", breaks: "RW_LK_1", changes: [lookupEnds("lookup")] },
  {
    fault: "looks up the remaining TTL",
    breaks: "RW_LK_3",
    changes: [[FOUND, FOUND.replace("entry.ttl", "entry.expires - now")]]
  },
  {
    fault: "keeps the accessor on rewrap",
    breaks: "RW_AC_1",
    changes: [["val accessor = accessorOf(request.number)", "val accessor = entry.accessor"]]
  },
  {
    fault: "looks up the path of the lookup itself",
    breaks: "RW_AC_2",
    changes: [[FOUND, FOUND.replace("pathFor(request, entry)", "request.number")]]
  },
  { fault: "consumes the token on a lookup by accessor", breaks: "RW_AC_3", changes: [lookupEnds("find")] },
  {
    fault: "revokes nothing",
    breaks: "RW_AC_4",
    changes: [[REVOKE, "{ server: server, answer: DONE }"]]
  },
  {
    fault: "accepts an accessor as a token",
    breaks: "RW_AC_5",
    changes: [[`if (request.op == "misuse") accessorOf(request.token) else request.token`, "request.token"]]
  },
  {
    fault: "does not revoke the token inside",
    breaks: "RW_AC_7",
    changes: [["inside: server.inside.exclude(Set(request.token))", "inside: server.inside"]]
  },
  {
    fault: "revokes the wrapping token together with the token inside",
    breaks: "RW_AC_7",
    changes: [
      [
        "inside: server.inside.exclude(Set(request.token))",
        "entries: server.entries.without(request.token), inside: server.inside.exclude(Set(request.token))"
      ],
      MORE_REVOCATIONS
    ]
  },
  {
    fault: "knows the accessor of a token that was used",
    breaks: "RW_AC_12",
    changes: [
      [UNWRAP, UNWRAP.replace("entries: entries", "entries: entries.put(request.token, { ...entry, secret: -2 })")],
      ["else token == (if (", "else server.entries.get(token).secret != -2 and token == (if ("]
    ]
  },
  {
    fault: "keeps the old token on rewrap",
    breaks: "RW_RW_1",
    changes: [["wrapped(server, entries, request.number", "wrapped(server, server.entries, request.number"]]
  },
  {
    fault: "returns the path of the rewrap",
    breaks: "RW_RW_2",
    changes: [["{ ...entry, accessor: accessor", "{ ...entry, path: request.number, accessor: accessor"]]
  },
  {
    fault: "gives every rewrapped token the same TTL",
    breaks: "RW_RW_3",
    changes: [["asked else entry.ttl", "asked else 2"]]
  },
  {
    fault: "takes a longer TTL for a rewrapped token",
    breaks: "RW_RW_4",
    changes: [["asked > 0 and asked < entry.ttl", "asked > 0"]]
  },
  { fault: "consumes the token of a rewrap that it denies", breaks: "RW_RW_6", changes: [deniedEnds("rewrap")] },
  { fault: "rewraps a token that is being unwrapped", breaks: "RW_RW_8", changes: [...endsLate("rewrap"), MORE_RACES] }
]
