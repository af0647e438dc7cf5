import { lookup, rewrap, unwrapByBody, unwrapByHeader } from "../api-request.ts"
import type { ConformanceCase, Family } from "../conformance-case.ts"
import type { Context } from "../context.ts"
import { LOOKUP, UNWRAP, WRAP } from "../endpoints.ts"
import type { Fault } from "../observer.ts"
import { Failure } from "../verdict.ts"

/** Sends what every run sends, so that the case also judges a server if no other case runs. The answers are only observed. */
async function exercise({ send, payload, unique, defer }: Context): Promise<void> {
  const wrapped = async (): Promise<string> => {
    const response = await send({ method: "POST", path: WRAP, ttl: 60, body: payload() })
    return /"token"\s*:\s*"([^"]+)"/.exec(response.text)?.[1] ?? ""
  }
  const path = `cubbyhole/${unique("entry")}`
  defer({ method: "DELETE", path })
  await send({ method: "POST", path, body: payload() })
  await send({ method: "GET", path })
  await send({ method: "GET", path, ttl: 60 })
  for (const use of [
    unwrapByHeader,
    unwrapByBody,
    rewrap,
    (token: string) => ({ ...unwrapByBody(token), method: "PUT" }),
    (token: string) => ({ method: "GET", path: "cubbyhole/response", token })
  ]) {
    const token = await wrapped()
    for (const look of [
      lookup(token),
      { method: "PUT", path: LOOKUP, token: null, body: { token } },
      { method: "GET", path: LOOKUP, token },
      { method: "GET", path: `${LOOKUP}?token=${encodeURIComponent(token)}`, token: null }
    ])
      await send(look)
    await send(use(token))
    await send(use(token))
    await send(lookup(token))
  }
  const token = await wrapped()
  for (const bad of [
    { method: "POST", path: WRAP, ttl: -1, body: payload() },
    { method: "POST", path: WRAP, ttl: "1 week", body: payload() },
    { method: "POST", path: UNWRAP, body: `{"token":"${token}",` },
    { method: "POST", path: UNWRAP, body: { token }, ttl: "soon" },
    { ...unwrapByBody(token), token: null },
    { method: "DELETE", path: `${UNWRAP}?token=${encodeURIComponent(token)}` }
  ])
    await send(bad)
}

const observed = (
  fault: Fault,
  fields: Omit<ConformanceCase, "profile" | "level" | "exclusive" | "run">
): ConformanceCase => ({
  profile: "core",
  level: "must",
  exclusive: true,
  ...fields,
  async run(context) {
    await exercise(context)
    const found = context.observed(fault)
    if (found !== undefined) throw new Failure(found.reason, { response: found.response })
  }
})

export const everyResponse: Family = {
  name: "OR",
  title: "Every response of the run",
  cases: [
    observed("storable", {
      id: "RWC-OR-01",
      title: "sends Cache-Control: no-store with every successful response of the run",
      requirements: ["RW-HD-8"],
      why: "A cache that keeps one response keeps a secret."
    }),
    observed("wrong type", {
      id: "RWC-OR-02",
      title: "sends Content-Type: application/json with every JSON body of the run",
      requirements: ["RW-HD-9"],
      why: "A browser that takes a secret for a page may run it."
    }),
    observed("no envelope", {
      id: "RWC-OR-03",
      title: "sends every key of the envelope in every response of the run",
      requirements: ["RW-ENV-1"],
      why: "Typed clients read every key."
    }),
    observed("leak", {
      id: "RWC-OR-04",
      title:
        "repeats no token and no payload in a header, an error, a warning or a lookup of the run, also encoded or in part",
      requirements: ["RW-SEC-7", "RW-LK-6"],
      why: "Headers and errors are logged, and a lookup does not use up the token."
    })
  ]
}
