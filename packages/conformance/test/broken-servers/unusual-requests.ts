import { UNWRAP } from "../../src/endpoints.ts"
import type { BrokenServer } from "./broken-server.ts"
import { alterResponse, asRoot, editText, isPath, json, tokenOf } from "./tampering.ts"

/** Faults in the handling of unusual requests. */
export const unusualRequests: ReadonlyArray<BrokenServer> = [
  {
    fault: "uses the last of two headers",
    fails: ["RWC-BI-01", "RWC-BI-02"],
    passes: ["RWC-BI-03", "RWC-WE-03"],
    tamper:
      () =>
      ({ duplicateHeaders, ...request }, forward) =>
        forward({ ...request, headers: { ...request.headers, ...duplicateHeaders } })
  },
  {
    fault: "follows relative path segments",
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
    fault: "ignores form bodies",
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
    fault: "executes a write with a malformed wrap TTL",
    fails: ["RWC-BI-05"],
    passes: ["RWC-BI-01", "RWC-TTL-30"],
    tamper: alterResponse(async (response, request, again) => {
      const { "x-vault-wrap-ttl": _, ...headers } = request.headers
      if (response.text.includes("error parsing X-Vault-Wrap-TTL")) await again({ ...request, headers })
    })
  },
  {
    fault: "treats a malformed body as empty",
    fails: ["RWC-ER-07", "RWC-ER-08", "RWC-ER-09", "RWC-ER-10", "RWC-ER-11"],
    passes: ["RWC-BI-04", "RWC-ER-12"],
    tamper: alterResponse((response, { body: _, ...request }, again) =>
      response.text.includes("failed to decode JSON") ? again(request) : undefined
    )
  },
  {
    fault: "loses warnings on unwrap",
    fails: ["RWC-BI-06"],
    passes: ["RWC-WE-03"],
    tamper: alterResponse((response, request) =>
      isPath(request, UNWRAP)
        ? editText(response, (text) => text.replace(/"warnings":\[.*?\]/, '"warnings":null'))
        : undefined
    )
  },
  {
    fault: "quotes the body in an error",
    fails: ["RWC-BI-05"],
    passes: ["RWC-BI-04", "RWC-ER-07"],
    tamper: alterResponse((response, request) =>
      response.text.includes("failed to decode JSON")
        ? json(400, { errors: [`failed to decode JSON input: unexpected end of ${request.body ?? ""}`] })
        : undefined
    )
  },
  {
    fault: "repeats the token in a second error message",
    fails: ["RWC-SU-01", "RWC-ER-16"],
    passes: ["RWC-ER-15"],
    tamper: alterResponse((response, request) => {
      if (response.status < 400 || !response.text.includes('"errors":["')) return undefined
      const text = `token ${tokenOf(request) ?? "none"} refused`
      return editText(response, (body) => body.replace(/"\]\s*\}/, () => `",${JSON.stringify(text)}]}`))
    })
  },
  {
    fault: "accepts only half as complex documents as required",
    fails: ["RWC-BI-07"],
    passes: ["RWC-BI-05", "RWC-SU-01"],
    tamper: () => async (request, forward) =>
      (request.body?.match(/"/g)?.length ?? 0) > 1000 || (request.body?.match(/\[/g)?.length ?? 0) > 250
        ? json(400, { errors: ["refused JSON input due to high complexity: exceeded maximum number of strings"] })
        : forward(request)
  },
  {
    fault: "cuts off the innermost lists of nested documents",
    fails: ["RWC-BI-07"],
    passes: ["RWC-BI-05", "RWC-SU-01"],
    tamper: alterResponse((response) =>
      editText(response, (text) => text.replace("[".repeat(400), "").replace("]".repeat(400), ""))
    )
  },
  {
    fault: "replaces keys of the envelope with data",
    fails: ["RWC-SY-01"],
    passes: ["RWC-BI-05", "RWC-SU-01"],
    tamper: alterResponse((response, request) => {
      if (!isPath(request, "sys/capabilities-self")) return undefined
      const envelope = JSON.parse(response.text) as { readonly data: object }
      return json(200, { ...envelope, ...envelope.data })
    })
  },
  {
    fault: "puts sys/leader into an envelope",
    fails: ["RWC-SY-02"],
    passes: ["RWC-SY-01"],
    tamper: alterResponse((response, request) =>
      isPath(request, "sys/leader")
        ? json(200, { request_id: "1", data: JSON.parse(response.text) as unknown, ...JSON.parse(response.text) })
        : undefined
    )
  },
  {
    fault: "answers a body that is too large with 500",
    fails: ["RWC-BI-09"],
    passes: ["RWC-BI-07"],
    tamper: alterResponse((response) => (response.status === 413 ? { ...response, status: 500 } : undefined))
  },
  {
    fault: "writes what it refuses as too large",
    fails: ["RWC-BI-09"],
    passes: ["RWC-BI-07"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      if (response.status === 413) await forward({ ...request, body: '{"cut":"x"}' })
      return response
    }
  },
  {
    fault: "prefers Authorization to X-Vault-Token",
    fails: ["RWC-BI-08"],
    passes: ["RWC-SU-06", "RWC-WE-12"],
    tamper: () => (request, forward) => {
      const { authorization } = request.headers
      return forward(authorization === undefined ? request : asRoot(request, authorization.replace("Bearer ", "")))
    }
  }
]
