import type { Broken } from "./broken-server.ts"
import { edited, isPath, json, tokenOf, UNWRAP } from "./broken-transport.ts"
import { done, misanswered } from "./tampers.ts"

/** Promises about requests that are odd. */
export const brokenRequests: ReadonlyArray<Broken> = [
  {
    promise: "of two headers the first counts: the last does",
    fails: ["RWC-BI-01", "RWC-BI-02"],
    passes: ["RWC-BI-03", "RWC-WE-03"],
    tamper:
      () =>
      ({ duplicateHeaders, ...request }, forward) =>
        forward({ ...request, headers: { ...request.headers, ...duplicateHeaders } })
  },
  {
    promise: "a relative path is not followed: it is",
    fails: ["RWC-BI-03"],
    passes: ["RWC-BI-04", "RWC-CB-01"],
    tamper: () => (request, forward) =>
      forward(
        /\/(\.|%2e)/.test(request.path)
          ? { ...request, path: new URL(decodeURIComponent(request.path), "http://server/").pathname.slice(1) }
          : request
      )
  },
  {
    promise: "a form is an object: it is no body",
    fails: ["RWC-BI-04"],
    passes: ["RWC-BI-05"],
    tamper:
      () =>
      ({ body, ...request }, forward) =>
        forward(
          request.headers["content-type"]?.includes("form") === true || body === undefined
            ? request
            : { ...request, body }
        )
  },
  {
    promise: "a refused write is not done: it is, in the clear",
    fails: ["RWC-BI-05"],
    passes: ["RWC-BI-01", "RWC-TTL-30"],
    tamper: misanswered(async (response, request, again) => {
      const { "x-vault-wrap-ttl": _, ...headers } = request.headers
      if (response.text.includes("error parsing X-Vault-Wrap-TTL")) await again({ ...request, headers })
    })
  },
  {
    promise: "a body that cannot be read is told: it counts as an empty one",
    fails: ["RWC-BI-05"],
    passes: ["RWC-BI-04"],
    tamper: misanswered((response) =>
      response.text.includes("failed to decode JSON") ? json(400, { errors: ["missing data fields"] }) : undefined
    )
  },
  {
    promise: "warnings come with what is opened: they are lost",
    fails: ["RWC-BI-06"],
    passes: ["RWC-WE-03"],
    tamper: misanswered((response, request) =>
      isPath(request, UNWRAP)
        ? edited(response, (text) => text.replace(/"warnings":\[.*?\]/, '"warnings":null'))
        : undefined
    )
  },
  {
    promise: "errors repeat no payload: they quote the body",
    fails: ["RWC-BI-05"],
    passes: ["RWC-BI-04", "RWC-ER-07"],
    tamper: misanswered((response, request) =>
      response.text.includes("failed to decode JSON")
        ? json(400, { errors: [`failed to decode JSON input: unexpected end of ${request.body ?? ""}`] })
        : undefined
    )
  },
  {
    promise: "errors repeat no token: a second text does",
    fails: ["RWC-SU-01", "RWC-ER-16"],
    passes: ["RWC-ER-15"],
    tamper: misanswered((response, request) => {
      if (response.status < 400 || !response.text.includes('"errors":["')) return undefined
      const text = `token ${tokenOf(request) ?? "none"} refused`
      return edited(response, (body) => body.replace(/"\]\s*\}/, () => `",${JSON.stringify(text)}]}`))
    })
  },
  {
    promise: "documents up to the bounds are accepted: the bounds are half as wide",
    fails: ["RWC-BI-07"],
    passes: ["RWC-BI-05", "RWC-SU-01"],
    tamper: () => async (request, forward) =>
      (request.body?.match(/"/g)?.length ?? 0) > 1000 || (request.body?.match(/\[/g)?.length ?? 0) > 5000
        ? json(400, { errors: ["refused JSON input due to high complexity: exceeded maximum number of strings"] })
        : forward(request)
  },
  {
    promise: "a nested document comes back as it was sent: its innermost lists are cut off",
    fails: ["RWC-BI-07"],
    passes: ["RWC-BI-05", "RWC-SU-01"],
    tamper: misanswered((answer) =>
      edited(answer, (text) => text.replace("[".repeat(9000), "").replace("]".repeat(9000), ""))
    )
  },
  {
    promise: "a write to a cubbyhole has fields: none are accepted",
    fails: ["RWC-CB-06"],
    passes: ["RWC-CB-01", "RWC-CB-05"],
    tamper: misanswered((answer) => (answer.text.includes("missing data fields") ? done : undefined))
  },
  {
    promise: "a refused write to a cubbyhole leaves the entry: it is removed",
    fails: ["RWC-CB-06"],
    passes: ["RWC-CB-01", "RWC-CB-05"],
    tamper: misanswered(async (answer, { body: _, ...request }, again) => {
      if (answer.text.includes("missing data fields")) await again({ ...request, method: "DELETE" })
    })
  },
  {
    promise: "the keys of the envelope win: those of the data do",
    fails: ["RWC-SY-01"],
    passes: ["RWC-BI-05", "RWC-SU-01"],
    tamper: misanswered((answer, request) => {
      if (!isPath(request, "sys/capabilities-self")) return undefined
      const envelope = JSON.parse(answer.text) as { readonly data: object }
      return json(200, { ...envelope, ...envelope.data })
    })
  }
]
