import {
  cut,
  cutInside,
  endless,
  errors,
  EXPECTED_PATH,
  found,
  foundAndForged,
  invalidToken,
  json,
  opened,
  openedAndForged,
  openedWrapped,
  page,
  redirect,
  silence
} from "./answers.ts"
import type { Handler } from "./hostile-server.ts"

/** What a receiver says at its end: see `CONTRACT`. */
export type Outcome = "received" | "tampered" | "invalid" | "unknown" | "failed"

/** What a scenario works with. */
export interface Props {
  readonly token: string
  /** What the token wraps. */
  readonly secret: Readonly<Record<string, string>>
  /** What an attacker would like the receiver to take for it. */
  readonly forged: Readonly<Record<string, string>>
  /** The address of another server, which must not receive any request. */
  readonly elsewhere: string
}

/** A server, usually one that is hostile or faulty in one way, and how a good client reacts. */
export interface Scenario {
  readonly id: string
  readonly title: string
  /** What a good client says. */
  readonly accepts: ReadonlyArray<Outcome>
  /** How often a good client sends the unwrap, at most. */
  readonly unwraps: 0 | 1
  readonly lookup: (props: Props) => Handler
  /** A second unwrap finds the token used, unless the scenario says otherwise. */
  readonly unwrap: (props: Props, place: number) => Handler
}

const asExpected = (): Handler => found(EXPECTED_PATH)

/** The token is used up with the first unwrap, whatever became of its answer. */
const once =
  (first: (props: Props) => Handler): Scenario["unwrap"] =>
  (props, place) =>
    place === 1 ? first(props) : invalidToken

const opens = once(({ secret }) => opened(secret))
const isLost: ReadonlyArray<Outcome> = ["unknown", "failed"]

export const scenarios: ReadonlyArray<Scenario> = [
  {
    id: "CL-01",
    title: "a good server: receives the data with one unwrap",
    accepts: ["received"],
    unwraps: 1,
    lookup: asExpected,
    unwrap: opens
  },
  {
    id: "CL-02",
    title: "another creation path: reports tampering and does not unwrap",
    accepts: ["tampered"],
    unwraps: 0,
    lookup: () => found("sys/wrapping/wrap"),
    unwrap: once(({ forged }) => opened(forged))
  },
  {
    id: "CL-03",
    title: "a creation path that only begins as expected: reports tampering and does not unwrap",
    accepts: ["tampered"],
    unwraps: 0,
    lookup: () => found(`${EXPECTED_PATH}/../attacker`),
    unwrap: once(({ forged }) => opened(forged))
  },
  {
    id: "CL-04",
    title: "a lookup without a creation path: does not unwrap",
    accepts: ["tampered", "failed"],
    unwraps: 0,
    lookup: () => json(200, { data: {}, wrap_info: null, auth: null, warnings: null }),
    unwrap: once(({ forged }) => opened(forged))
  },
  {
    id: "CL-05",
    title: "a used token: says that it is not valid",
    accepts: ["invalid"],
    unwraps: 1,
    lookup: () => invalidToken,
    unwrap: () => invalidToken
  },
  {
    id: "CL-06",
    title: "a token that is used between lookup and unwrap: says that it is not valid",
    accepts: ["invalid"],
    unwraps: 1,
    lookup: asExpected,
    unwrap: () => invalidToken
  },
  {
    id: "CL-07",
    title: "a cut connection instead of the answer: sends the unwrap once",
    accepts: isLost,
    unwraps: 1,
    lookup: asExpected,
    unwrap: once(() => cut)
  },
  {
    id: "CL-08",
    title: "a connection that is cut inside the answer: sends the unwrap once",
    accepts: isLost,
    unwraps: 1,
    lookup: asExpected,
    unwrap: once(({ secret }) => cutInside(secret))
  },
  ...[500, 502, 503].map((status, i): Scenario => ({
    id: `CL-${String(9 + i).padStart(2, "0")}`,
    title: `${status} on the unwrap: sends it once`,
    accepts: isLost,
    unwraps: 1,
    lookup: asExpected,
    unwrap: once(() => errors(status, "internal error"))
  })),
  {
    id: "CL-12",
    title: "a redirect of the unwrap to another server: sends it nothing",
    accepts: isLost,
    unwraps: 1,
    lookup: asExpected,
    unwrap: once(({ elsewhere }) => redirect(307, `${elsewhere}/v1/sys/wrapping/unwrap`))
  },
  {
    id: "CL-13",
    title: "a redirect of the lookup to another server: sends it nothing",
    accepts: ["failed"],
    unwraps: 0,
    lookup: ({ elsewhere }) => redirect(307, `${elsewhere}/v1/sys/wrapping/lookup`),
    unwrap: opens
  },
  {
    id: "CL-14",
    title: "a web page instead of the lookup: does not unwrap",
    accepts: ["failed", "tampered"],
    unwraps: 0,
    lookup: () => page,
    unwrap: opens
  },
  {
    id: "CL-15",
    title: "a web page instead of the unwrap: does not take it for the data",
    accepts: isLost,
    unwraps: 1,
    lookup: asExpected,
    unwrap: once(() => page)
  },
  {
    id: "CL-16",
    title: "an endless body: times out",
    accepts: isLost,
    unwraps: 1,
    lookup: asExpected,
    unwrap: once(() => endless(65_536, 10))
  },
  {
    id: "CL-17",
    title: "a body that arrives one byte at a time: times out",
    accepts: isLost,
    unwraps: 1,
    lookup: asExpected,
    unwrap: once(() => endless(1, 200))
  },
  {
    id: "CL-18",
    title: "no answer to the unwrap: times out, and sends it once",
    accepts: isLost,
    unwraps: 1,
    lookup: asExpected,
    unwrap: once(() => silence)
  },
  {
    id: "CL-19",
    title: "wrapped content inside: neither takes it for the data nor unwraps it",
    accepts: ["tampered", "unknown", "failed"],
    unwraps: 1,
    lookup: asExpected,
    unwrap: once(({ forged }) => openedWrapped(`${Object.values(forged)[0]}`))
  },
  {
    id: "CL-20",
    title: "an unwrap that is answered twice: takes the first answer",
    accepts: ["received", "unknown", "failed"],
    unwraps: 1,
    lookup: asExpected,
    unwrap: once(({ secret, forged }) => openedAndForged(secret, forged))
  },
  {
    id: "CL-21",
    title: "a lookup that is answered twice: does not take the second answer for that of the unwrap",
    accepts: ["received", "unknown", "failed"],
    unwraps: 1,
    lookup: ({ forged }) => foundAndForged(EXPECTED_PATH, forged),
    unwrap: opens
  },
  {
    id: "CL-22",
    title: "an error that repeats the token: does not print it",
    accepts: ["invalid", "unknown", "failed"],
    unwraps: 1,
    lookup: asExpected,
    unwrap: ({ token }) => errors(400, `bad token ${token}`)
  },
  {
    id: "CL-23",
    title: "a server error that repeats the token: does not print it",
    accepts: isLost,
    unwraps: 1,
    lookup: asExpected,
    unwrap: once(({ token }) => errors(500, `cannot open ${token}`))
  }
]
