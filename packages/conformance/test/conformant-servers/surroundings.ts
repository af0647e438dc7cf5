import { Buffer } from "node:buffer"
import { setTimeout as sleep } from "node:timers/promises"
import type { WireResponse } from "../../src/transport.ts"
import { editText, isPath, json, type MakeTamper, tokenOf, valueIn, isWrapped } from "../broken-servers/tampering.ts"
import { family, type ConformantServer } from "./conformant-server.ts"

/** Refuses some requests without carrying them out: one of `every`, with these headers. */
const isBusy =
  (every: number, status: number, headers: () => Readonly<Record<string, string>>): MakeTamper =>
  () => {
    let n = 0
    return async (request, forward) => {
      if (++n % every !== 0) return forward(request)
      return { ...json(status, { errors: ["too many requests"] }), headers: headers() }
    }
  }

/** Ends wrapping tokens with a TTL of a few seconds at a whole second of the clock: early, or late. */
const countsWholeSeconds =
  (late: boolean): MakeTamper =>
  () => {
    const ends = new Map<string, number>()
    return async (request, forward) => {
      const ttl = /^(\d)s?$/.exec(request.headers["x-vault-wrap-ttl"] ?? "")?.[1]
      const end = Math.floor(Date.now() / 1_000) + Number(ttl) + (late ? 1 : 0)
      const expiry = ends.get(tokenOf(request) ?? "")
      if (expiry !== undefined && Math.floor(Date.now() / 1_000) >= expiry)
        return isPath(request, "cubbyhole/response")
          ? json(403, { errors: ["permission denied"] })
          : json(400, { errors: ["wrapping token is not valid or does not exist"] })
      if (ttl === undefined) return forward(request)
      const longer = { ...request, headers: { ...request.headers, "x-vault-wrap-ttl": String(Number(ttl) + 1) } }
      const response = await forward(longer)
      if (isWrapped(response)) ends.set(valueIn(response, "token") ?? "", end)
      return { ...response, text: response.text.replace(/"ttl":\d+/, `"ttl":${ttl}`) }
    }
  }

/** Refuses larger bodies with this response. */
const refusesLarge =
  (bytes: number, refusal: WireResponse): MakeTamper =>
  () =>
  async (request, forward) =>
    Buffer.byteLength(request.body ?? "") > bytes ? refusal : forward(request)

const RACES = ["RWC-SU-07", "RWC-SU-09", "RWC-SU-16", "RWC-RW-09", "RWC-RW-10", "RWC-AC-12", "RWC-TL-06"]

/** Servers in ordinary surroundings. */
export const surroundings: ReadonlyArray<ConformantServer> = [
  {
    form: "answers 429 with Retry-After to every 20th request, and does not carry it out",
    touches: [...family("SU", "RW"), ...RACES],
    tamper: isBusy(20, 429, () => ({ "retry-after": "1" }))
  },
  {
    form: "answers 503 with a date in Retry-After to every 11th request, and does not carry it out",
    touches: RACES,
    tamper: isBusy(11, 503, () => ({
      "retry-after": new Date(Date.now() + 2_000).toUTCString(),
      date: new Date().toUTCString()
    }))
  },
  {
    form: "answers every request late",
    touches: ["RWC-SU-07", "RWC-AC-05", "RWC-TL-01", "RWC-TT-01"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      await sleep(20)
      return response
    }
  },
  {
    form: "ends tokens up to a second early, because its clock counts whole seconds",
    touches: ["RWC-TTL-01", "RWC-TTL-02", "RWC-TTL-03", "RWC-TTL-04", "RWC-TTL-05"],
    tamper: countsWholeSeconds(false)
  },
  {
    form: "ends tokens up to a second late, because its clock counts whole seconds",
    touches: ["RWC-TTL-01", "RWC-TTL-02", "RWC-TTL-03", "RWC-TTL-04", "RWC-TTL-05"],
    tamper: countsWholeSeconds(true)
  },
  {
    form: "is behind a proxy that answers every 9th request with 503 and a page, and does not forward it",
    touches: [...family("SU"), ...RACES],
    tamper: () => {
      let n = 0
      return async (request, forward) =>
        ++n % 9 === 0 ? { status: 503, headers: {}, text: "<html>503</html>" } : forward(request)
    }
  },
  {
    form: "refuses bodies above 32 KiB",
    touches: [...family("FI", "OW", "KE", "AE", "EA", "BI"), "RWC-SO-12", "RWC-LI-02"],
    tamper: refusesLarge(32 * 1_024, json(413, { errors: ["request body too large"] }))
  },
  {
    form: "is behind a proxy that answers bodies above a mebibyte with a page",
    touches: ["RWC-OW-41", "RWC-BI-09", "RWC-SO-12"],
    tamper: refusesLarge(1_024 * 1_024, { status: 413, headers: {}, text: "<html>413 Request Entity Too Large</html>" })
  },
  {
    form: "does not warn of policies that do not exist",
    touches: ["RWC-RW-21"],
    tamper: () => async (request, forward) =>
      editText(await forward(request), (text) =>
        text.replace(/"warnings":\["(?:[^"\\]|\\.)*\bpolicy\b(?:[^"\\]|\\.)*"\]/, '"warnings":null')
      )
  },
  {
    form: "does not renew tokens by accessor",
    touches: ["RWC-WO-02"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      const isRenewed = isPath(request, "auth/token/renew-accessor") && response.status === 200
      return isRenewed ? json(404, { errors: ["unsupported path"] }) : response
    }
  },
  {
    form: "answers 429 to sys/health, because it is a standby node that forwards everything else",
    touches: ["RWC-TTL-53", "RWC-CP-05"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return isPath(request, "sys/health") ? { ...response, status: 429 } : response
    }
  },
  {
    form: "adds Retry-After to every response",
    touches: family("SU"),
    tamper: () => async (request, forward) => {
      const { headers, ...response } = await forward(request)
      return { ...response, headers: { ...headers, "retry-after": "1" } }
    }
  }
]
