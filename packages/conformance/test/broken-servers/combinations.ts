import { Buffer } from "node:buffer"
import { LOOKUP, REWRAP, UNWRAP } from "../../src/endpoints.ts"
import type { WireRequest, WireResponse } from "../../src/transport.ts"
import { renames } from "../conformant-servers/forms.ts"
import type { BrokenServer } from "./broken-server.ts"
import {
  editText,
  fieldOf,
  isPath,
  isWrapped,
  isWrite,
  json,
  NO_CONTENT,
  tokenInForm,
  tokenOf,
  unwrapRequest,
  valueIn,
  type MakeTamper,
  type Tamper
} from "./tampering.ts"

/** What a server knows about a wrapping token. */
interface Known {
  readonly path: string
  readonly ttl: number
  readonly accessor: string
  readonly rewraps: number
}

const presented = (request: WireRequest): string => tokenOf(request) ?? ""
const inBody = (request: WireRequest): boolean => typeof fieldOf(request, "token") === "string"
const isUse = (request: WireRequest): boolean => isPath(request, UNWRAP) && isWrite(request)

/** Creates a Tamper that knows where each token is from. */
const knowing =
  (make: (known: ReadonlyMap<string, Known>) => Tamper): MakeTamper =>
  () => {
    const known = new Map<string, Known>()
    const inner = make(known)
    return (request, forward) =>
      inner(request, async (sent) => {
        const response = await forward(sent)
        const token = isWrapped(response) ? valueIn(response, "token") : undefined
        if (token !== undefined)
          known.set(token, {
            path: valueIn(response, "creation_path") ?? "",
            ttl: Number(/"ttl":(\d+)/.exec(response.text)?.[1]),
            accessor: valueIn(response, "accessor") ?? "",
            rewraps: isPath(sent, REWRAP) ? (known.get(presented(sent))?.rewraps ?? 0) + 1 : 0
          })
        return response
      })
  }

/** Answers a second unwrap as the first one, in some combinations. */
const opensAgain = (in_: (request: WireRequest, known: Known | undefined) => boolean): MakeTamper =>
  knowing((known) => {
    const opened = new Map<string, WireResponse>()
    return async (request, forward) => {
      const response = await forward(request)
      if (!isUse(request)) return response
      const token = presented(request)
      if (response.status === 200 && !opened.has(token)) opened.set(token, response)
      return response.status === 400 && in_(request, known.get(token)) ? (opened.get(token) ?? response) : response
    }
  })

/** Keeps the old token after some rewraps: it stands for the new one. */
const keepsOld = (after: (rewrap: WireRequest) => boolean): MakeTamper =>
  knowing(() => {
    const news = new Map<string, string>()
    return async (request, forward) => {
      const token = presented(request)
      const other = news.get(token)
      const replaced = (text: string): string => (other === undefined ? text : text.replaceAll(token, other))
      const response = await forward({
        ...request,
        path: replaced(request.path),
        headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, replaced(value)])),
        ...(request.body === undefined ? {} : { body: replaced(request.body) })
      })
      const fresh = valueIn(response, "token")
      if (isPath(request, REWRAP) && fresh !== undefined && after(request)) news.set(token, fresh)
      return response
    }
  })

/** Uses up the token of some requests, as if they had opened it. */
const consumedBy =
  (by: (request: WireRequest, response: WireResponse) => boolean): MakeTamper =>
  () =>
  async (request, forward) => {
    const response = await forward(request)
    if (by(request, response)) await forward(unwrapRequest(presented(request)))
    return response
  }

/** Changes the responses about some tokens. */
const altersAbout = (
  edit: (text: string, known: Known, request: WireRequest, response: WireResponse) => string
): MakeTamper =>
  knowing((known) => async (request, forward) => {
    const response = await forward(request)
    const about = known.get((isWrapped(response) ? valueIn(response, "token") : undefined) ?? presented(request))
    return about === undefined ? response : editText(response, (text) => edit(text, about, request, response))
  })

/** Knows no accessor of some tokens, but answers that it revoked them. */
const revokesNot = (of: (known: Known) => boolean): MakeTamper =>
  knowing((known) => async (request, forward) => {
    const accessor = fieldOf(request, "accessor")
    const one = [...known.values()].find((each) => each.accessor === accessor)
    return isPath(request, "auth/token/revoke-accessor") && one !== undefined && of(one) ? NO_CONTENT : forward(request)
  })

/** Ends some tokens by a clock of its own: `endOf` is in milliseconds after the creation. */
const endsEarly = (endOf: (known: Known, ttl: string) => number): MakeTamper =>
  knowing((known) => {
    const ends = new Map<string, number>()
    return async (request, forward) => {
      const end = ends.get(presented(request))
      if (end !== undefined && Date.now() > end)
        return json(400, { errors: ["wrapping token is not valid or does not exist"] })
      const response = await forward(request)
      const token = isWrapped(response) ? (valueIn(response, "token") ?? "") : ""
      const about = known.get(token)
      if (about !== undefined) ends.set(token, Date.now() + endOf(about, request.headers["x-vault-wrap-ttl"] ?? ""))
      return response
    }
  })

/** Gives the response of some requests to all that name the same token at the same time, if it is at least this long. */
const sharesConcurrent =
  (of: (request: WireRequest) => boolean, length = 0): MakeTamper =>
  () => {
    const inFlight = new Map<string, Promise<WireResponse>>()
    return async (request, forward) => {
      const key = presented(request)
      const response = forward(request)
      if (!of(request)) return response
      const first = inFlight.get(key)
      if (first === undefined) {
        inFlight.set(key, response)
        void response.finally(() => inFlight.delete(key)).catch(() => undefined)
        return response
      }
      const [shared, own] = await Promise.all([first, response])
      return shared.status === 200 && shared.text.length >= length ? shared : own
    }
  }

/** Undoes the end of a token that began during some lookups, and answers its unwraps from then on. */
const bringsBack = (
  of: (request: WireRequest) => boolean,
  tokenOfLookup: (request: WireRequest, known: ReadonlyMap<string, Known>) => string
): MakeTamper =>
  knowing((known) => {
    const [lookingUp, back] = [new Set<string>(), new Set<string>()]
    return async (request, forward) => {
      if (of(request)) {
        const token = tokenOfLookup(request, known)
        lookingUp.add(token)
        return forward(request).finally(() => lookingUp.delete(token))
      }
      const token = presented(request)
      const accessor = fieldOf(request, "accessor")
      const revoked = [...known].find(([, one]) => one.accessor === accessor)?.[0]
      const named = [token, ...(revoked === undefined ? [] : [revoked])]
      const during = named.filter((one) => lookingUp.has(one))
      const response = await forward(request)
      if (response.status < 300) for (const one of during) back.add(one)
      return isUse(request) && response.status === 400 && back.has(token) ? json(200, { data: {} }) : response
    }
  })

const ids = (family: string, ...numbers: ReadonlyArray<number>): ReadonlyArray<string> =>
  numbers.map((n) => `RWC-${family}-${String(n).padStart(2, "0")}`)
const ALL = [1, 2, 3, 4, 5, 6]
const REWRAPPED = [11, 12, 13, 14, 15, 16]
const asDoubles = (text: string): string => JSON.stringify(JSON.parse(text))

/** Faults that only some combinations of a kind of response and a way to use it have. */
export const combinations: ReadonlyArray<BrokenServer> = [
  {
    fault: "opens a used token again if it is in a form",
    fails: ids("OW", 1, 2, 3, 6, 11, 12, 13, 16),
    passes: ["RWC-SU-01", "RWC-SU-02"],
    tamper: opensAgain((request) => tokenInForm(request) !== undefined)
  },
  {
    fault: "opens a used token again if it is that of random bytes or a list",
    fails: ids("OW", 51),
    passes: ["RWC-SU-01", "RWC-OW-02", "RWC-WO-01", "RWC-CP-02"],
    tamper: opensAgain((_, known) => /^sys\/tools\/|\/$/.test(known?.path ?? ""))
  },
  {
    fault: "opens a used token again if it is that of an orphan or of a renewal by the token itself",
    fails: ids("OW", 52),
    passes: ["RWC-SU-01", "RWC-OW-03", "RWC-TK-08", "RWC-WO-04"],
    tamper: opensAgain((_, known) => /create-orphan|renew-self/.test(known?.path ?? ""))
  },
  {
    fault: "opens a used token again if it was rewrapped more than twice",
    fails: ids("OW", 53),
    passes: ["RWC-SU-01", "RWC-RW-02", ...ids("OW", ...REWRAPPED)],
    tamper: opensAgain((_, known) => (known?.rewraps ?? 0) > 2)
  },
  {
    fault: "opens a used token again if the request has a wrap TTL",
    fails: ids("OW", 1, 2, 3, 5, 6, 11, 12, 13, 15, 16),
    passes: ["RWC-SU-01", "RWC-SU-04"],
    tamper: opensAgain((request) => request.headers["x-vault-wrap-ttl"] !== undefined)
  },
  {
    fault: "opens rewrapped tokens again by body",
    fails: ids("OW", ...REWRAPPED),
    passes: ["RWC-SU-04", "RWC-RW-01", ...ids("OW", ...ALL)],
    tamper: opensAgain((request, known) => inBody(request) && (known?.rewraps ?? 0) > 0)
  },
  {
    fault: "opens used tokens again whose TTL is an hour or more",
    fails: ids("OW", 3, 4, 6, 15),
    passes: ids("OW", 1, 2, 5),
    tamper: opensAgain((_, known) => (known?.ttl ?? 0) >= 3_600)
  },
  {
    fault: "gives the response to concurrent POST and PUT",
    fails: ["RWC-OW-21", "RWC-OW-22"],
    passes: ["RWC-SU-07", "RWC-SU-08", "RWC-SU-09"],
    tamper: () => {
      const inFlight = new Map<string, { readonly method: string; readonly response: Promise<WireResponse> }>()
      return async (request, forward) => {
        const token = presented(request)
        const other = inFlight.get(token)
        if (!isUse(request) || (other !== undefined && other.method === request.method)) return forward(request)
        if (other !== undefined) return other.response
        const response = forward(request)
        inFlight.set(token, { method: request.method, response })
        return response.finally(() => inFlight.delete(token))
      }
    }
  },
  ...(
    [
      ["in Authorization: Bearer", ({ headers }) => headers["authorization"] !== undefined],
      ["in a form", (request) => tokenInForm(request) !== undefined],
      ["in the body of PUT", (request) => request.method === "PUT" && inBody(request)],
      ["with a wrap TTL", ({ headers }) => headers["x-vault-wrap-ttl"] !== undefined]
    ] as ReadonlyArray<readonly [string, (request: WireRequest) => boolean]>
  ).map(([how, in_]) => ({
    fault: `gives the response to concurrent requests with the token ${how}`,
    fails: ["RWC-OW-21", "RWC-OW-22"],
    passes: ["RWC-SU-07", "RWC-SU-08", "RWC-SU-09", "RWC-SU-16", "RWC-OW-01"],
    tamper: sharesConcurrent((request) => isUse(request) && in_(request))
  })),
  {
    fault: "gives large responses to concurrent unwraps",
    fails: ["RWC-OW-41"],
    passes: ["RWC-SU-07", "RWC-SU-08", "RWC-OW-04"],
    tamper: sharesConcurrent((request) => isUse(request), 512 * 1_024)
  },
  {
    fault: "brings a token back that was opened or rewrapped during a lookup",
    fails: ["RWC-OW-23", "RWC-OW-24"],
    passes: ["RWC-SU-01", "RWC-SU-14", "RWC-RW-09", "RWC-OW-01", "RWC-AE-21"],
    tamper: bringsBack((request) => isPath(request, LOOKUP), presented)
  },
  {
    fault: "brings a token back that was opened or revoked during a lookup by its accessor",
    fails: ["RWC-AE-21"],
    passes: ["RWC-SU-01", "RWC-AC-02", "RWC-AC-03", "RWC-OW-23", "RWC-OW-24"],
    tamper: bringsBack(
      (request) => isPath(request, "auth/token/lookup-accessor"),
      (request, known) => [...known].find(([, { accessor }]) => accessor === fieldOf(request, "accessor"))?.[0] ?? ""
    )
  },
  {
    fault: "keeps the old token after every rewrap",
    fails: ["RWC-RW-01", ...ids("OW", 31, 32, 33, 34)],
    passes: ["RWC-RW-03"],
    tamper: keepsOld(() => true)
  },
  {
    fault: "revokes the new token with the old accessor after a rewrap",
    fails: ["RWC-RW-22"],
    passes: ["RWC-RW-01", "RWC-RW-11", "RWC-AC-03"],
    tamper: knowing((known) => {
      const news = new Map<unknown, string>()
      return async (request, forward) => {
        const old = known.get(presented(request))?.accessor
        const response = await forward(request)
        const fresh = isPath(request, REWRAP) ? valueIn(response, "token") : undefined
        if (old !== undefined && fresh !== undefined) news.set(old, fresh)
        const lost = news.get(fieldOf(request, "accessor"))
        if (isPath(request, "auth/token/revoke-accessor") && lost !== undefined) await forward(unwrapRequest(lost))
        return response
      }
    })
  },
  {
    fault: "keeps the old token after a rewrap by PUT",
    fails: ["RWC-OW-32"],
    passes: ["RWC-RW-01", "RWC-RW-16", "RWC-OW-31"],
    tamper: keepsOld(({ method }) => method === "PUT")
  },
  {
    fault: "returns large numbers as doubles by PUT",
    fails: ids("OW", 1, 2, 4, 5, 11, 12, 13, 15, 16),
    passes: ["RWC-FI-01", "RWC-FI-10"],
    tamper: altersAbout((text, _, request, response) =>
      isUse(request) && request.method === "PUT" && response.status === 200 ? asDoubles(text) : text
    )
  },
  {
    fault: "cuts long strings",
    fails: ["RWC-OW-41"],
    passes: ["RWC-FI-07"],
    tamper: altersAbout((text, _, request) =>
      isUse(request) && text.length > 1_000_000 ? text.replace(/"long":"[^"]*"/, '"long":"cut"') : text
    )
  },
  {
    fault: "uses a token up on an unwrap with a malformed wrap TTL",
    fails: ids("KE", ...ALL, ...REWRAPPED),
    passes: ["RWC-TTL-30", "RWC-SU-14", "RWC-UN-03"],
    tamper: consumedBy(
      (request, { status }) => isUse(request) && status === 400 && request.headers["x-vault-wrap-ttl"] !== undefined
    )
  },
  {
    fault: "uses a token up on a lookup with a wrap TTL",
    fails: ids("KE", ...ALL, ...REWRAPPED),
    passes: ["RWC-SU-14", "RWC-LK-01"],
    tamper: consumedBy((request, response) => isPath(request, LOOKUP) && isWrapped(response))
  },
  {
    fault: "uses a token up if a DELETE or a HEAD has it in its query",
    fails: ["RWC-KE-01"],
    passes: ["RWC-UN-11", "RWC-UN-07"],
    tamper: consumedBy((request) => isPath(request, UNWRAP) && /^(DELETE|HEAD)$/.test(request.method))
  },
  {
    fault: "reports another creation_time in the lookup of a rewrapped token",
    fails: ids("KE", ...REWRAPPED),
    passes: ["RWC-LK-01", "RWC-RW-02", ...ids("KE", 1)],
    tamper: altersAbout((text, { rewraps }, request) =>
      isPath(request, LOOKUP) && rewraps > 0 ? text.replace(/"creation_time":"\d{4}/, '"creation_time":"2019') : text
    )
  },
  {
    fault: "wraps reads with a creation_time in the year 2000",
    fails: ids("KE", 2),
    passes: ["RWC-CP-05", ...ids("KE", 1)],
    tamper: altersAbout((text, { path }) =>
      path.startsWith("cubbyhole/") ? text.replace(/"creation_time":"\d{4}/, '"creation_time":"2000') : text
    )
  },
  {
    fault: "reads minutes as seconds, and reports them as minutes",
    fails: ["RWC-LI-01"],
    passes: ["RWC-TTL-11", "RWC-TTL-54"],
    tamper: endsEarly(({ ttl }, text) => (/^\d+m$/.test(text) ? 1_000 * Number.parseInt(text, 10) : ttl * 1_000))
  },
  {
    fault: "keeps wrapped reads for half of their TTL only",
    fails: ["RWC-LI-02"],
    passes: ["RWC-TTL-01"],
    tamper: endsEarly(({ path, ttl }) => ttl * (path.startsWith("cubbyhole/") ? 500 : 1_000))
  },
  {
    fault: "keeps wrapped lists for a minute",
    fails: ["RWC-LI-02"],
    passes: ["RWC-CP-04", "RWC-TTL-02"],
    tamper: () => (request, forward) => {
      const headers = { ...request.headers, "x-vault-wrap-ttl": "60" }
      return forward(
        request.method === "LIST" && "x-vault-wrap-ttl" in request.headers ? { ...request, headers } : request
      )
    }
  },
  {
    fault: "keeps rewrapped tokens for a minute",
    fails: ["RWC-LI-03", "RWC-RW-13"],
    passes: ["RWC-RW-04"],
    tamper: () => (request, forward) => {
      const headers = { ...request.headers, "x-vault-wrap-ttl": "60" }
      return forward(
        isPath(request, REWRAP) && request.headers["x-vault-wrap-ttl"] !== undefined ? { ...request, headers } : request
      )
    }
  },
  {
    fault: "ends a rewrapped token creation when the old token would have ended",
    fails: ["RWC-LI-04"],
    passes: ["RWC-RW-04"],
    tamper: endsEarly(({ path, rewraps, ttl }) => (path.startsWith("auth/") && rewraps > 0 ? ttl * 375 : ttl * 1_000))
  },
  {
    fault: "accepts the accessor as a token in PUT and in Authorization: Bearer",
    fails: ["RWC-AE-01", "RWC-AE-11"],
    passes: ["RWC-AC-08"],
    tamper: knowing((known) => (request, forward) => {
      const value = presented(request)
      const token = [...known].find(([, { accessor }]) => accessor === value)?.[0]
      const isOdd = request.method === "PUT" || request.headers["authorization"] !== undefined
      return forward(isUse(request) && isOdd && token !== undefined ? unwrapRequest(token) : request)
    })
  },
  {
    fault: "does not revoke wrapped reads by their accessor",
    fails: ["RWC-AE-02", "RWC-AE-12"],
    passes: ["RWC-AC-03", "RWC-RW-11"],
    tamper: revokesNot(({ path }) => path.startsWith("cubbyhole/"))
  },
  {
    fault: "lists accessors of used tokens",
    fails: ["RWC-AE-03", "RWC-AE-13"],
    passes: ["RWC-AC-05", "RWC-AC-11"],
    tamper: knowing((known) => async (request, forward) => {
      const response = await forward(request)
      if (!isPath(request, "auth/token/accessors") || response.status !== 200) return response
      const kept = [...known.values()].map(({ accessor }) => `"${accessor}"`)
      return editText(response, (text) => text.replace('"keys":[', `"keys":[${kept.map((one) => `${one},`).join("")}`))
    })
  },
  {
    fault: "encodes the token as its accessor",
    fails: ["RWC-SE-02"],
    passes: ["RWC-SE-01", "RWC-AC-01"],
    tamper: () => {
      const accessors = new Map<string, string>()
      const others = renames(
        (real) => real,
        (real) => accessors.get(real) ?? real
      )("")
      return (request, forward) =>
        others(request, async (sent) => {
          const response = await forward(sent)
          const [token, accessor] = [valueIn(response, "token"), valueIn(response, "accessor")]
          if (token !== undefined && accessor !== undefined)
            accessors.set(accessor, Buffer.from(token).toString("base64url"))
          return response
        })
    }
  }
]
