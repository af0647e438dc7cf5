import type { WireRequest } from "../src/transport.ts"
import type { Broken } from "./broken-server.ts"
import { burn, edited, isPath, tokenOf, UNWRAP, valueIn } from "./broken-transport.ts"

const REWRAP = "sys/wrapping/rewrap"
const TTL = "x-vault-wrap-ttl"

const withTtl = (request: WireRequest, ttl: string | number): WireRequest => ({
  ...request,
  headers: { ...request.headers, [TTL]: String(ttl) }
})

/** Wrap TTLs of a few seconds become others, and are told as they were asked for. */
const lasting =
  (change: (seconds: number) => number, of: (request: WireRequest) => boolean = () => true): Broken["tamper"] =>
  () =>
  async (request, forward) => {
    const asked = /^(\d)s?$/.exec(request.headers[TTL] ?? "")?.[1]
    if (asked === undefined || !of(request)) return forward(request)
    const response = await forward(withTtl(request, change(Number(asked))))
    return edited(response, (text) => text.replace(/"ttl":\d+/, `"ttl":${asked}`))
  }

/** Promises about how long a token lives, and about the time and the token of a rewrap. */
export const brokenTimes: ReadonlyArray<Broken> = [
  {
    promise: "TTL: a token lives a second longer",
    fails: ["RWC-TTL-02", "RWC-TTL-03", "RWC-TTL-05", "RWC-RW-13"],
    passes: ["RWC-TTL-01"],
    tamper: lasting((seconds) => seconds + 1)
  },
  {
    promise: "TTL: a token ends a second early",
    fails: ["RWC-TTL-01", "RWC-TTL-05"],
    passes: ["RWC-TTL-02"],
    tamper: lasting((seconds) => Math.max(1, seconds - 1))
  },
  {
    promise: "TTL: what was read and wrapped never ends",
    fails: ["RWC-TTL-05"],
    passes: ["RWC-TTL-02", "RWC-RW-13"],
    tamper: lasting(
      () => 3600,
      (request) => request.method === "GET"
    )
  },
  {
    promise: "a smaller wrap TTL of a rewrap is kept: it is only told",
    fails: ["RWC-RW-13"],
    passes: ["RWC-RW-04", "RWC-RW-05"],
    tamper: lasting(
      () => 60,
      (request) => isPath(request, REWRAP)
    )
  },
  {
    promise: "rewrap keeps the envelope: auth is lost",
    fails: ["RWC-RW-14"],
    passes: ["RWC-RW-01", "RWC-RW-02", "RWC-RW-15"],
    tamper: () => {
      const rewrapped = new Set<string | undefined>()
      return async (request, forward) => {
        const response = await forward(request)
        if (isPath(request, REWRAP)) rewrapped.add(valueIn(response, "token"))
        return isPath(request, UNWRAP) && rewrapped.has(tokenOf(request))
          ? edited(response, (text) => text.replace(/"auth":\{.*\}\}$/, '"auth":null}'))
          : response
      }
    }
  },
  {
    promise: "rewrap ends the old token: with a smaller wrap TTL it still opens the response",
    fails: ["RWC-RW-14"],
    passes: ["RWC-RW-01", "RWC-RW-05"],
    tamper: () => {
      const successors = new Map<string, string>()
      return async (request, forward) => {
        const successor = successors.get(tokenOf(request) ?? "")
        if (isPath(request, UNWRAP) && successor !== undefined) return forward(burn(successor))
        const response = await forward(request)
        if (isPath(request, REWRAP) && TTL in request.headers && response.status === 200)
          successors.set(tokenOf(request) ?? "", valueIn(response, "token") ?? "")
        return response
      }
    }
  },
  {
    promise: "a wrap TTL of a rewrap is read: what cannot be read is ignored",
    fails: ["RWC-RW-15"],
    passes: ["RWC-RW-05", "RWC-TTL-32"],
    tamper: () => async (request, forward) => {
      const { [TTL]: ttl, ...headers } = request.headers
      return forward(isPath(request, REWRAP) && !/^\d+s?$/.test(ttl ?? "") ? { ...request, headers } : request)
    }
  },
  {
    promise: "a wrap TTL is read as Go prints it: what has two units, or a small one, is refused",
    fails: ["RWC-TTL-54"],
    passes: ["RWC-TTL-12", "RWC-TTL-55"],
    tamper: () => async (request, forward) =>
      forward(/^[1-9]\d*(m\d+s|[nu]s)$/.test(request.headers[TTL] ?? "") ? withTtl(request, "x") : request)
  },
  {
    promise: "zero asks for no wrapping: in other words it is a minute",
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
    promise: "a wrap TTL that is none is refused: weeks are read",
    fails: ["RWC-TTL-56"],
    passes: ["RWC-TTL-32", "RWC-TTL-37"],
    tamper: () => async (request, forward) => forward(request.headers[TTL] === "1w" ? withTtl(request, "7d") : request)
  },
  {
    promise: "a wrap TTL is not shortened: what is too long is a day",
    fails: ["RWC-TTL-18", "RWC-ST-18"],
    passes: ["RWC-TTL-15", "RWC-TTL-41"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return response.text.includes("must not exceed") ? forward(withTtl(request, "1d")) : response
    }
  },
  {
    promise: "a wrap TTL is bounded: what is too long for a rewrap is ignored",
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
    promise: "a wrap TTL is not shortened: it is an hour at most",
    fails: ["RWC-TTL-19"],
    passes: ["RWC-TTL-12", "RWC-TTL-15", "RWC-TTL-18"],
    tamper: () => async (request, forward) => forward(request.headers[TTL] === "2h" ? withTtl(request, "1h") : request)
  },
  {
    promise: "a rewrap does not go below a policy's minimum: it does",
    fails: ["RWC-ST-19"],
    passes: ["RWC-RW-05", "RWC-RW-06", "RWC-PB-01"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      if (!isPath(request, REWRAP) || response.status !== 403 || !(TTL in request.headers)) return response
      const { [TTL]: _, ...headers } = request.headers
      return forward({ ...request, headers })
    }
  }
]
