import type { WireAnswer } from "../src/transport.ts"
import type { Broken } from "./broken-server.ts"
import { edited } from "./broken-transport.ts"

/** Promises about what is wrapped, by whatever engine it was given. */
export const brokenWrapping: ReadonlyArray<Broken> = [
  {
    promise: "what is wrapped is hidden: a wrapped read or list has the data too",
    fails: ["RWC-CP-02", "RWC-CP-04", "RWC-KV-01", "RWC-KV-02"],
    passes: ["RWC-WE-01", "RWC-CP-01"],
    tamper: () => async (request, forward) => {
      const answer = await forward(request)
      if (!["GET", "LIST"].includes(request.method) || !isWrapped(answer)) return answer
      const { "x-vault-wrap-ttl": _, ...headers } = request.headers
      const { data } = JSON.parse((await forward({ ...request, headers })).text) as { readonly data: unknown }
      return edited(answer, (text) => text.replace('"data":null', `"data":${JSON.stringify(data)}`))
    }
  },
  ...(["request_id", "lease_id"] as const).map((key): Broken => ({
    promise: `what is wrapped is hidden: ${key} is told`,
    fails: ["RWC-CP-02", "RWC-KV-01", "RWC-KV-02"],
    passes: ["RWC-CP-01"],
    tamper: () => async (request, forward) => {
      const answer = await forward(request)
      return isWrapped(answer) ? edited(answer, (text) => text.replace(`"${key}":""`, `"${key}":"x"`)) : answer
    }
  }))
]

const isWrapped = (answer: WireAnswer): boolean => answer.text.includes('"wrap_info":{')
