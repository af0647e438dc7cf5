import type { BrokenServer } from "./broken-server.ts"
import { editText, isPath, json, unwrapRequest, valueIn } from "./tampering.ts"

/** Faults of accessors. */
export const accessors: ReadonlyArray<BrokenServer> = [
  {
    fault: "returns the token in a lookup by accessor",
    fails: ["RWC-AC-02"],
    passes: ["RWC-AC-01", "RWC-AC-08"],
    tamper: () => {
      const tokens = new Map<string, string>()
      return async (request, forward) => {
        const response = await forward(request)
        const [token, accessor] = [valueIn(response, "token"), valueIn(response, "accessor")]
        if (token !== undefined && accessor !== undefined) tokens.set(accessor, token)
        if (!isPath(request, "auth/token/lookup-accessor") || response.status !== 200) return response
        return editText(response, (text) => text.replace('"id":""', `"id":"${tokens.get(accessor ?? "") ?? ""}"`))
      }
    }
  },
  {
    fault: "accepts an accessor as a token",
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
    fault: "consumes the token on a lookup by accessor",
    fails: ["RWC-AC-02"],
    passes: ["RWC-AC-01", "RWC-AC-03"],
    tamper: () => {
      const tokens = new Map<string, string>()
      return async (request, forward) => {
        const response = await forward(request)
        const [token, accessor] = [valueIn(response, "token"), valueIn(response, "accessor")]
        if (token !== undefined && accessor !== undefined) tokens.set(accessor, token)
        const used = isPath(request, "auth/token/lookup-accessor") ? tokens.get(accessor ?? "") : undefined
        if (used !== undefined) await forward(unwrapRequest(used))
        return response
      }
    }
  },
  {
    fault: "does nothing on revocation by accessor",
    fails: ["RWC-AC-03", "RWC-AC-07", "RWC-RW-11"],
    passes: ["RWC-AC-06"],
    tamper: () => async (request, forward) =>
      isPath(request, "auth/token/revoke-accessor") ? { ...json(204, ""), text: "" } : forward(request)
  },
  {
    fault: "lets anyone revoke by accessor",
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
    fault: "returns no wrapped_accessor",
    fails: ["RWC-AC-06", "RWC-AC-07"],
    passes: ["RWC-AC-01", "RWC-WE-01"],
    tamper: () => async (request, forward) =>
      editText(await forward(request), (text) => text.replace(/,"wrapped_accessor":"[^"]*"/, ""))
  }
]
