import { LOOKUP, REWRAP, UNWRAP } from "../../src/endpoints.ts"
import type { WireRequest, WireResponse } from "../../src/transport.ts"
import type { BrokenServer } from "./broken-server.ts"
import {
  alterResponse,
  editText,
  fieldOf,
  isPath,
  json,
  type MakeTamper,
  tokenOf,
  unwrapRequest,
  valueIn
} from "./tampering.ts"

const TTL = "x-vault-wrap-ttl"

const withTtl = (request: WireRequest, ttl: string | number): WireRequest => ({
  ...request,
  headers: { ...request.headers, [TTL]: String(ttl) }
})

/** Changes wrap TTLs of a few seconds, but reports the requested ones. */
const changesTtl =
  (change: (seconds: number) => number, of: (request: WireRequest) => boolean = () => true): MakeTamper =>
  () =>
  async (request, forward) => {
    const asked = /^(\d)s?$/.exec(request.headers[TTL] ?? "")?.[1]
    if (asked === undefined || !of(request)) return forward(request)
    const response = await forward(withTtl(request, change(Number(asked))))
    return editText(response, (text) => text.replace(/"ttl":\d+/, `"ttl":${asked}`))
  }

/** Gives tokens with such a TTL another one, but reports the requested one. */
const changesLongTtl =
  (of: RegExp, ttl: string): MakeTamper =>
  () =>
  async (request, forward) => {
    const asked = request.headers[TTL] ?? ""
    if (!of.test(asked)) return forward(request)
    const response = await forward(withTtl(request, ttl))
    return editText(response, (text) => text.replace(/"ttl":\d+/, `"ttl":${asked}`))
  }

/** Starts the TTL of a token again on some requests. */
const restartsTtl =
  (
    on: (request: WireRequest) => boolean,
    named: (request: WireRequest, accessors: ReadonlyMap<unknown, string>) => string | undefined
  ): MakeTamper =>
  () => {
    const accessors = new Map<unknown, string>()
    const tokens = new Map<string, { readonly ms: number; end: number }>()
    return async (request, forward) => {
      const asked = /^(\d)s?$/.exec(request.headers[TTL] ?? "")?.[1]
      if (asked !== undefined) {
        const response = await forward(withTtl(request, "1h"))
        const [token, accessor] = [valueIn(response, "token") ?? "", valueIn(response, "accessor")]
        accessors.set(accessor, token)
        const ms = Number(asked) * 1_000
        tokens.set(token, { ms, end: Date.now() + ms })
        return editText(response, (text) => text.replace(/"ttl":\d+/, `"ttl":${asked}`))
      }
      const known = tokens.get(tokenOf(request) ?? "")
      if (known !== undefined && Date.now() > known.end)
        return json(400, { errors: ["wrapping token is not valid or does not exist"] })
      const touched = on(request) ? tokens.get(named(request, accessors) ?? "") : undefined
      if (touched !== undefined) touched.end = Date.now() + touched.ms
      return forward(request)
    }
  }

/** Faults in TTLs, also on rewrap. */
export const ttl: ReadonlyArray<BrokenServer> = [
  {
    fault: "keeps tokens for an hour, regardless of their TTL",
    fails: ["RWC-TTL-02", "RWC-TTL-03", "RWC-TTL-04"],
    passes: ["RWC-TTL-01", "RWC-TTL-40"],
    tamper: () => async (request, forward) => {
      const ttl = request.headers["x-vault-wrap-ttl"]
      if (ttl === undefined || !/^\ds?$/.test(ttl)) return forward(request)
      const response = await forward({ ...request, headers: { ...request.headers, "x-vault-wrap-ttl": "1h" } })
      return editText(response, (text) => text.replace('"ttl":3600', `"ttl":${Number.parseInt(ttl, 10)}`))
    }
  },
  {
    fault: "reads a malformed wrap TTL as a minute",
    fails: [30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 50, 52, 56].map((n) => `RWC-TTL-${n}`),
    passes: ["RWC-TTL-10", "RWC-TTL-20"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return response.text.includes("error parsing X-Vault-Wrap-TTL")
        ? forward({ ...request, headers: { ...request.headers, "x-vault-wrap-ttl": "60" } })
        : response
    }
  },
  {
    fault: "rejects a sign, a missing zero, units in another order, and the unit µs",
    fails: ["RWC-TTL-60", "RWC-TTL-61", "RWC-TTL-62", "RWC-TTL-63"],
    passes: ["RWC-TTL-12", "RWC-TTL-13"],
    tamper: () => async (request, forward) =>
      /^\+\dm|^\.|m\d+h|µ/.test(request.headers[TTL] ?? "")
        ? json(400, { errors: ["error parsing X-Vault-Wrap-TTL header: invalid duration"] })
        : forward(request)
  },
  {
    fault: "ends tokens at once whose TTL has too many milliseconds for a timer",
    fails: ["RWC-TTL-64"],
    passes: ["RWC-TTL-15", "RWC-SU-01"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      const token = valueIn(response, "token")
      if (token !== undefined && Number(request.headers[TTL]) * 1_000 > 2 ** 31) await forward(unwrapRequest(token))
      return response
    }
  },
  {
    fault: "opens used tokens with a TTL of days again",
    fails: ["RWC-TTL-64"],
    passes: ["RWC-TTL-15", "RWC-SU-01"],
    tamper: () => {
      const long = new Set<string>()
      const opened = new Map<string, WireResponse>()
      return async (request, forward) => {
        const response = await forward(request)
        const token = valueIn(response, "token")
        if (token !== undefined && Number(request.headers[TTL]) > 500_000) long.add(token)
        if (!isPath(request, UNWRAP)) return response
        const given = tokenOf(request) ?? ""
        if (response.status === 200 && long.has(given)) opened.set(given, response)
        return opened.get(given) ?? response
      }
    }
  },
  {
    fault: "wraps with a wrap TTL of zero",
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
    fault: "keeps tokens two seconds too long",
    fails: ["RWC-TTL-02", "RWC-TTL-03", "RWC-TTL-05", "RWC-RW-13"],
    passes: ["RWC-TTL-01"],
    tamper: changesTtl((seconds) => seconds + 2)
  },
  {
    fault: "expires tokens a second early",
    fails: ["RWC-TTL-01", "RWC-TTL-05"],
    passes: ["RWC-TTL-02"],
    tamper: changesTtl((seconds) => Math.max(1, seconds - 1))
  },
  {
    fault: "never expires wrapped reads",
    fails: ["RWC-TTL-05"],
    passes: ["RWC-TTL-02", "RWC-RW-13"],
    tamper: changesTtl(
      () => 3600,
      (request) => request.method === "GET"
    )
  },
  {
    fault: "reports a smaller wrap TTL on rewrap without applying it",
    fails: ["RWC-RW-13"],
    passes: ["RWC-RW-04", "RWC-RW-05"],
    tamper: changesTtl(
      () => 60,
      (request) => isPath(request, REWRAP)
    )
  },
  {
    fault: "loses auth on rewrap",
    fails: ["RWC-RW-14"],
    passes: ["RWC-RW-01", "RWC-RW-02", "RWC-RW-15"],
    tamper: () => {
      const rewrapped = new Set<string | undefined>()
      return async (request, forward) => {
        const response = await forward(request)
        if (isPath(request, REWRAP)) rewrapped.add(valueIn(response, "token"))
        return isPath(request, UNWRAP) && rewrapped.has(tokenOf(request))
          ? editText(response, (text) => text.replace(/"auth":\{.*\}\}$/, '"auth":null}'))
          : response
      }
    }
  },
  {
    fault: "keeps the old token valid after a rewrap with a smaller TTL",
    fails: ["RWC-RW-14"],
    passes: ["RWC-RW-01", "RWC-RW-05"],
    tamper: () => {
      const successors = new Map<string, string>()
      return async (request, forward) => {
        const successor = successors.get(tokenOf(request) ?? "")
        if (isPath(request, UNWRAP) && successor !== undefined) return forward(unwrapRequest(successor))
        const response = await forward(request)
        if (isPath(request, REWRAP) && TTL in request.headers && response.status === 200)
          successors.set(tokenOf(request) ?? "", valueIn(response, "token") ?? "")
        return response
      }
    }
  },
  {
    fault: "ignores a malformed wrap TTL on rewrap",
    fails: ["RWC-RW-15"],
    passes: ["RWC-RW-05", "RWC-TTL-32"],
    tamper: () => async (request, forward) => {
      const { [TTL]: ttl, ...headers } = request.headers
      return forward(isPath(request, REWRAP) && !/^\d+s?$/.test(ttl ?? "") ? { ...request, headers } : request)
    }
  },
  {
    fault: "rejects wrap TTLs with several units or small ones",
    fails: ["RWC-TTL-54"],
    passes: ["RWC-TTL-12", "RWC-TTL-55"],
    tamper: () => async (request, forward) =>
      forward(/^[1-9]\d*(m\d+s|[nu]s)$/.test(request.headers[TTL] ?? "") ? withTtl(request, "x") : request)
  },
  {
    fault: "wraps with other forms of zero",
    fails: ["RWC-TTL-55"],
    passes: ["RWC-TTL-20", "RWC-TTL-21"],
    tamper: () => async (request, forward) =>
      forward(
        /^-?0[0-9.]*[a-z]/.test(request.headers[TTL] ?? "") && request.headers[TTL] !== "0s"
          ? withTtl(request, 60)
          : request
      )
  },
  {
    fault: "accepts weeks in a wrap TTL",
    fails: ["RWC-TTL-56"],
    passes: ["RWC-TTL-32", "RWC-TTL-37"],
    tamper: () => async (request, forward) => forward(request.headers[TTL] === "1w" ? withTtl(request, "7d") : request)
  },
  {
    fault: "shortens long wrap TTLs to a day",
    fails: ["RWC-TTL-18", "RWC-ST-18"],
    passes: ["RWC-TTL-15", "RWC-TTL-41"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return response.text.includes("must not exceed") ? forward(withTtl(request, "1d")) : response
    }
  },
  {
    fault: "ignores a wrap TTL that is too long on rewrap",
    fails: ["RWC-ST-18"],
    passes: ["RWC-TTL-18", "RWC-RW-05", "RWC-RW-15"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      const { [TTL]: _, ...headers } = request.headers
      return isPath(request, REWRAP) && response.text.includes("must not exceed")
        ? forward({ ...request, headers })
        : response
    }
  },
  {
    fault: "shortens wrap TTLs to an hour",
    fails: ["RWC-TTL-19"],
    passes: ["RWC-TTL-12", "RWC-TTL-15", "RWC-TTL-18"],
    tamper: () => async (request, forward) => forward(request.headers[TTL] === "2h" ? withTtl(request, "1h") : request)
  },
  {
    fault: "rewraps below the minimum of a policy with the old TTL",
    fails: ["RWC-ST-19"],
    passes: ["RWC-RW-05", "RWC-RW-06", "RWC-PB-01"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      if (!isPath(request, REWRAP) || response.status !== 403 || !(TTL in request.headers)) return response
      const { [TTL]: _, ...headers } = request.headers
      return forward({ ...request, headers })
    }
  },
  {
    fault: "reports a wrap TTL of one second",
    fails: [10, 11, 12, 13, 14, 15, 16, 17].map((n) => `RWC-TTL-${n}`),
    passes: ["RWC-TTL-20", "RWC-TTL-30"],
    tamper: alterResponse((response) => editText(response, (text) => text.replace(/"ttl":\d+/, '"ttl":1')))
  },
  {
    fault: "wraps with an empty wrap TTL",
    fails: ["RWC-TTL-22"],
    passes: ["RWC-TTL-20", "RWC-TTL-23"],
    tamper: () => (request, forward) => forward(request.headers[TTL] === "" ? withTtl(request, 60) : request)
  },
  {
    fault: "wraps without a wrap TTL",
    fails: ["RWC-TTL-23"],
    passes: ["RWC-TTL-20", "RWC-TTL-22"],
    tamper: () => (request, forward) =>
      forward(request.headers[TTL] === undefined && !isPath(request, UNWRAP) ? withTtl(request, 60) : request)
  },
  {
    fault: "validates the wrap TTL on sys/health",
    fails: ["RWC-TTL-53"],
    passes: ["RWC-TTL-50"],
    tamper: () => async (request, forward) =>
      isPath(request, "sys/health") && request.headers[TTL] === "garbage"
        ? json(400, { errors: ["error parsing X-Vault-Wrap-TTL header: garbage"] })
        : forward(request)
  },
  {
    fault: "extends the TTL on a lookup by GET",
    fails: ["RWC-TTL-04"],
    passes: ["RWC-TTL-01", "RWC-TTL-02", "RWC-AC-17"],
    tamper: restartsTtl((request) => isPath(request, LOOKUP) && request.method === "GET", tokenOf)
  },
  {
    fault: "extends the TTL on an unwrap without a caller",
    fails: ["RWC-TTL-04"],
    passes: ["RWC-TTL-01", "RWC-TTL-02", "RWC-AC-17"],
    tamper: restartsTtl(
      (request) => isPath(request, UNWRAP) && request.headers["x-vault-token"] === undefined,
      (request) => (request.headers["authorization"] === undefined ? tokenOf(request) : undefined)
    )
  },
  ...["lookup", "renew"].map((operation) => ({
    fault: `extends the TTL on the ${operation} of an accessor`,
    fails: ["RWC-AC-17"],
    passes: ["RWC-TTL-02", "RWC-TTL-04"],
    tamper: restartsTtl(
      (request) => isPath(request, `auth/token/${operation}-accessor`),
      (request, accessors) => accessors.get(fieldOf(request, "accessor"))
    )
  })),
  {
    fault: "ends tokens after six seconds, regardless of a longer TTL",
    fails: ["RWC-EN-07"],
    passes: ["RWC-TTL-01", "RWC-TTL-02"],
    tamper: changesLongTtl(/^([6-9]|\d\d+)$/, "6")
  },
  {
    fault: "never ends tokens with a TTL of five seconds or more",
    fails: ["RWC-EN-07"],
    passes: ["RWC-TTL-01", "RWC-TTL-02"],
    tamper: changesLongTtl(/^([5-9]|\d\d+)$/, "1h")
  }
]
