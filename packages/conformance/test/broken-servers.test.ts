import { afterAll, beforeAll, it } from "vitest"
import type { WireResponse } from "../src/transport.ts"
import { expectNoticed, type Broken } from "./broken-server.ts"
import { burn, edited, isPath, json, tokenOf, UNWRAP, valueIn } from "./broken-transport.ts"
import { startEnwrap, type RunningServer } from "./enwrap-server.ts"

let server: RunningServer
beforeAll(async () => {
  server = await startEnwrap()
})
afterAll(() => server.close())

const servers: ReadonlyArray<Broken> = [
  {
    promise: "single use: every unwrap gives the payload",
    fails: ["RWC-SU-01", "RWC-SU-02", "RWC-SU-03", "RWC-SU-04", "RWC-SU-05", "RWC-SU-07", "RWC-SU-08", "RWC-SU-09"],
    passes: ["RWC-SU-14", "RWC-LK-01"],
    tamper: () => {
      const opened = new Map<string, WireResponse>()
      return async (request, forward) => {
        const response = await forward(request)
        if (!isPath(request, UNWRAP)) return response
        const token = tokenOf(request) ?? ""
        if (response.status === 200) opened.set(token, response)
        return response.status === 400 ? (opened.get(token) ?? response) : response
      }
    }
  },
  {
    promise: "one winner: unwraps that overlap all get the payload",
    fails: ["RWC-SU-07", "RWC-SU-08", "RWC-SU-09"],
    passes: ["RWC-SU-01", "RWC-SU-02"],
    tamper: () => {
      const inFlight = new Map<string, Promise<WireResponse>>()
      return async (request, forward) => {
        const token = tokenOf(request) ?? ""
        if (!isPath(request, UNWRAP)) return forward(request)
        const shared = inFlight.get(token) ?? forward(request).finally(() => inFlight.delete(token))
        inFlight.set(token, shared)
        return shared
      }
    }
  },
  {
    promise: "losers are refused: they get 200 with nothing in it",
    fails: ["RWC-SU-01", "RWC-SU-07", "RWC-SU-08", "RWC-SU-09"],
    passes: ["RWC-SU-14"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return isPath(request, UNWRAP) && response.status === 400 ? json(200, { data: null }) : response
    }
  },
  {
    promise: "TTL: tokens live for an hour, whatever was said",
    fails: ["RWC-TTL-02", "RWC-TTL-03", "RWC-TTL-04"],
    passes: ["RWC-TTL-01", "RWC-TTL-40"],
    tamper: () => async (request, forward) => {
      const ttl = request.headers["x-vault-wrap-ttl"]
      if (ttl === undefined || !/^\ds?$/.test(ttl)) return forward(request)
      const response = await forward({ ...request, headers: { ...request.headers, "x-vault-wrap-ttl": "1h" } })
      return edited(response, (text) => text.replace('"ttl":3600', `"ttl":${Number.parseInt(ttl, 10)}`))
    }
  },
  {
    promise: "a wrap TTL is read: everything that cannot be read counts as a minute",
    fails: ["RWC-TTL-30", "RWC-TTL-32", "RWC-TTL-36", "RWC-TTL-40", "RWC-TTL-50"],
    passes: ["RWC-TTL-10", "RWC-TTL-20"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return response.text.includes("error parsing X-Vault-Wrap-TTL")
        ? forward({ ...request, headers: { ...request.headers, "x-vault-wrap-ttl": "60" } })
        : response
    }
  },
  {
    promise: "zero asks for no wrapping: it is wrapped all the same",
    fails: ["RWC-TTL-20", "RWC-TTL-21"],
    passes: ["RWC-TTL-23", "RWC-TTL-12"],
    tamper: () => (request, forward) =>
      forward(
        /^0s?$/.test(request.headers["x-vault-wrap-ttl"] ?? "")
          ? { ...request, headers: { ...request.headers, "x-vault-wrap-ttl": "60" } }
          : request
      )
  },
  {
    promise: "lookup does not consume: it uses the token up",
    fails: ["RWC-SU-14", "RWC-LK-01", "RWC-LK-02"],
    passes: ["RWC-SU-01", "RWC-LK-04"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      const token = tokenOf(request)
      if (isPath(request, "sys/wrapping/lookup") && response.status === 200 && token !== undefined)
        await forward(burn(token))
      return response
    }
  },
  {
    promise: "lookup reveals nothing: it shows the payload",
    fails: ["RWC-LK-04"],
    passes: ["RWC-SU-01"],
    tamper: () => {
      const payloads = new Map<string, string>()
      return async (request, forward) => {
        const response = await forward(request)
        if (isPath(request, "sys/wrapping/wrap")) payloads.set(valueIn(response, "token") ?? "", request.body ?? "null")
        if (!isPath(request, "sys/wrapping/lookup") || response.status !== 200) return response
        return edited(response, (text) =>
          text.replace('"data":{', `"data":{"payload":${payloads.get(tokenOf(request) ?? "") ?? "null"},`)
        )
      }
    }
  },
  {
    promise: "an accessor is not the token: a lookup by accessor shows it",
    fails: ["RWC-AC-02"],
    passes: ["RWC-AC-01", "RWC-AC-08"],
    tamper: () => {
      const tokens = new Map<string, string>()
      return async (request, forward) => {
        const response = await forward(request)
        const [token, accessor] = [valueIn(response, "token"), valueIn(response, "accessor")]
        if (token !== undefined && accessor !== undefined) tokens.set(accessor, token)
        if (!isPath(request, "auth/token/lookup-accessor") || response.status !== 200) return response
        return edited(response, (text) => text.replace('"id":""', `"id":"${tokens.get(accessor ?? "") ?? ""}"`))
      }
    }
  },
  {
    promise: "an accessor is not a token: it opens the response",
    fails: ["RWC-AC-08"],
    passes: ["RWC-AC-02"],
    tamper: () => {
      const tokens = new Map<string, string>()
      return async (request, forward) => {
        const caller = request.headers["x-vault-token"]
        const token = caller === undefined ? undefined : tokens.get(caller)
        const response = await forward(
          token === undefined ? request : { ...request, headers: { ...request.headers, "x-vault-token": token } }
        )
        const [wrapping, accessor] = [valueIn(response, "token"), valueIn(response, "accessor")]
        if (wrapping !== undefined && accessor !== undefined) tokens.set(accessor, wrapping)
        return response
      }
    }
  },
  {
    promise: "a lookup by accessor does not consume: it uses the token up",
    fails: ["RWC-AC-02"],
    passes: ["RWC-AC-01", "RWC-AC-03"],
    tamper: () => {
      const tokens = new Map<string, string>()
      return async (request, forward) => {
        const response = await forward(request)
        const [token, accessor] = [valueIn(response, "token"), valueIn(response, "accessor")]
        if (token !== undefined && accessor !== undefined) tokens.set(accessor, token)
        const used = isPath(request, "auth/token/lookup-accessor") ? tokens.get(accessor ?? "") : undefined
        if (used !== undefined) await forward(burn(used))
        return response
      }
    }
  },
  {
    promise: "revoking by accessor kills: it says so, and does nothing",
    fails: ["RWC-AC-03", "RWC-AC-07", "RWC-RW-11"],
    passes: ["RWC-AC-06"],
    tamper: () => async (request, forward) =>
      isPath(request, "auth/token/revoke-accessor") ? { ...json(204, ""), text: "" } : forward(request)
  },
  {
    promise: "revoking by accessor needs rights: anyone may",
    fails: ["RWC-AC-10"],
    passes: ["RWC-AC-03"],
    tamper: (root) => (request, forward) =>
      forward(
        isPath(request, "auth/token/revoke-accessor")
          ? { ...request, headers: { ...request.headers, "x-vault-token": root } }
          : request
      )
  },
  {
    promise: "wrapped_accessor: it is left out",
    fails: ["RWC-AC-06", "RWC-AC-07"],
    passes: ["RWC-AC-01", "RWC-WE-01"],
    tamper: () => async (request, forward) =>
      edited(await forward(request), (text) => text.replace(/,"wrapped_accessor":"[^"]*"/, ""))
  },
  {
    promise: "creation path: it has a leading slash",
    fails: ["RWC-CP-01", "RWC-CP-02", "RWC-CP-07"],
    passes: ["RWC-CP-05", "RWC-SU-01"],
    tamper: () => async (request, forward) =>
      edited(await forward(request), (text) => text.replace('"creation_path":"', '"creation_path":"/v1/'))
  },
  {
    promise: "creation path: the lookup believes the payload",
    fails: ["RWC-CP-06"],
    passes: ["RWC-CP-01", "RWC-CP-02"],
    tamper: () => {
      const claimed = new Map<string, string>()
      return async (request, forward) => {
        const response = await forward(request)
        const claim = /"creation_path":"([^"]*)"/.exec(request.body ?? "")?.[1]
        if (isPath(request, "sys/wrapping/wrap") && claim !== undefined)
          claimed.set(valueIn(response, "token") ?? "", claim)
        const path = isPath(request, "sys/wrapping/lookup") ? claimed.get(tokenOf(request) ?? "") : undefined
        return path === undefined
          ? response
          : edited(response, (text) => text.replace(/"creation_path":"[^"]*"/, `"creation_path":"${path}"`))
      }
    }
  },
  {
    promise: "creation path: the query is part of it",
    fails: ["RWC-CP-03"],
    passes: ["RWC-CP-01", "RWC-CP-02"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      const query = request.path.split("?")[1]
      return query === undefined || request.headers["x-vault-wrap-ttl"] === undefined
        ? response
        : edited(response, (text) => text.replace(/("creation_path":"[^"]*)"/, `$1?${query}"`))
    }
  },
  {
    promise: "creation path: rewrap gives its own",
    fails: ["RWC-RW-02"],
    passes: ["RWC-RW-03", "RWC-CP-02"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return isPath(request, "sys/wrapping/rewrap")
        ? edited(response, (text) => text.replace(/"creation_path":"[^"]*"/, '"creation_path":"sys/wrapping/rewrap"'))
        : response
    }
  },
  {
    promise: "rewrap ends the old token: it still opens the response",
    fails: ["RWC-RW-01"],
    passes: ["RWC-RW-02", "RWC-RW-03"],
    tamper: () => {
      const successors = new Map<string, string>()
      return async (request, forward) => {
        const token = tokenOf(request) ?? ""
        if (isPath(request, UNWRAP) && successors.has(token)) return forward(burn(successors.get(token) as string))
        const response = await forward(request)
        if (isPath(request, "sys/wrapping/rewrap") && response.status === 200)
          successors.set(token, valueIn(response, "token") ?? "")
        return response
      }
    }
  },
  {
    promise: "rewrap needs rights: the default policy is enough",
    fails: ["RWC-RW-06", "RWC-RW-07"],
    passes: ["RWC-RW-01"],
    tamper: (root) => (request, forward) =>
      forward(
        isPath(request, "sys/wrapping/rewrap")
          ? { ...request, headers: { ...request.headers, "x-vault-token": root } }
          : request
      )
  },
  {
    promise: "rewrap does not prolong: a larger wrap TTL is taken",
    fails: ["RWC-RW-05"],
    passes: ["RWC-RW-03"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      const ttl = request.headers["x-vault-wrap-ttl"]
      return isPath(request, "sys/wrapping/rewrap") && ttl !== undefined
        ? edited(response, (text) => text.replace(/"ttl":\d+/, `"ttl":${ttl}`))
        : response
    }
  },
  {
    promise: "a refused unwrap leaves the token: it is used up",
    fails: ["RWC-UN-01", "RWC-UN-02", "RWC-UN-03"],
    passes: ["RWC-UN-04"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      if (isPath(request, UNWRAP) && response.status === 403) await forward(burn(tokenOf(request) ?? ""))
      return response
    }
  },
  {
    promise: "what is wrapped is hidden: the wrapped answer has the data too",
    fails: ["RWC-WE-01"],
    passes: ["RWC-WE-02", "RWC-SU-01"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return isPath(request, "sys/wrapping/wrap")
        ? edited(response, (text) => text.replace('"data":null', `"data":${request.body ?? "null"}`))
        : response
    }
  },
  {
    promise: "fidelity: numbers are read and printed again",
    fails: ["RWC-FI-01"],
    passes: ["RWC-FI-02", "RWC-FI-03", "RWC-FI-05"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return isPath(request, UNWRAP) ? edited(response, (text) => JSON.stringify(JSON.parse(text))) : response
    }
  },
  {
    promise: "fidelity: __proto__ is lost",
    fails: ["RWC-FI-05"],
    passes: ["RWC-FI-01", "RWC-FI-03"],
    tamper: () => async (request, forward) =>
      forward(
        request.body === undefined ? request : { ...request, body: request.body.replace(/"__proto__":\{"a":1\},/, "") }
      )
  },
  {
    promise: "errors keep secrets: the token is quoted",
    fails: ["RWC-ER-21"],
    passes: ["RWC-ER-14"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return response.status >= 400 && response.status !== 404
        ? json(response.status, { errors: [`${tokenOf(request)}: no`] })
        : response
    }
  },
  {
    promise: "nothing is cached: the header is missing",
    fails: ["RWC-WE-09"],
    passes: ["RWC-WE-02"],
    tamper: () => async (request, forward) => {
      const {
        headers: { "cache-control": _, ...headers },
        ...response
      } = await forward(request)
      return { ...response, headers }
    }
  },
  {
    promise: "an answer in the protocol's form: the server fails, and shows its stack",
    fails: ["RWC-ER-07", "RWC-ER-08"],
    passes: ["RWC-SU-01"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return response.text.includes("failed to decode JSON")
        ? { ...response, status: 500, text: "TypeError: x is not a function\n    at handle (server.js:1:1)" }
        : response
    }
  }
]

it.each(servers)("a server that breaks a promise fails: $promise", (broken) => expectNoticed(server, broken))
