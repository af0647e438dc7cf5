import { WRAP } from "../../src/endpoints.ts"
import type { BrokenServer } from "./broken-server.ts"
import {
  alterResponse,
  asRoot,
  CREATE,
  editText,
  fieldOf,
  ignoreField,
  isBelow,
  isPath,
  json,
  NO_CONTENT,
  pretendSuccess,
  unwrapRequest,
  valueIn,
  withFields
} from "./tampering.ts"

/** Faults in tokens. */
export const tokens: ReadonlyArray<BrokenServer> = [
  {
    fault: "loses the metadata of a token",
    fails: ["RWC-TL-01"],
    passes: ["RWC-TL-07"],
    tamper: ignoreField("meta", CREATE)
  },
  {
    fault: "creates every token as an orphan",
    fails: ["RWC-TL-02", "RWC-TL-03", "RWC-LE-12"],
    passes: ["RWC-TL-07", "RWC-TL-10"],
    tamper: (root) => (request, forward) =>
      forward(
        isPath(request, CREATE) && request.headers["x-vault-token"] !== root
          ? withFields(asRoot({ ...request, path: `${CREATE}-orphan` }, root), (fields) => ({
              policies: ["default"],
              ...fields
            }))
          : request
      )
  },
  {
    fault: "assigns any policy to a child",
    fails: ["RWC-TL-04"],
    passes: ["RWC-TL-02"],
    tamper: (root) => async (request, forward) => {
      const response = await forward(request)
      return response.text.includes("must be subset of parent") ? forward(asRoot(request, root)) : response
    }
  },
  {
    fault: "ignores use limits",
    fails: ["RWC-TL-01", "RWC-TL-05", "RWC-TL-06", "RWC-CL-04"],
    passes: ["RWC-TL-07"],
    tamper: ignoreField("num_uses", CREATE),
    skipWaits: true
  },
  {
    fault: "rejects a second revocation",
    fails: ["RWC-TL-07", "RWC-TL-08"],
    passes: ["RWC-TL-02"],
    tamper: () => {
      const revoked = new Set<unknown>()
      return async (request, forward) => {
        const response = await forward(request)
        if (!isPath(request, "auth/token/revoke") || response.status !== 204) return response
        const token = fieldOf(request, "token")
        const known = token !== undefined && !String(token).includes("no-such-token") && !revoked.has(token)
        revoked.add(token)
        return known && request.headers["x-vault-token"] !== token
          ? response
          : json(400, { errors: ["token to revoke not found"] })
      }
    }
  },
  {
    fault: "does nothing on revocation of a token by accessor",
    fails: ["RWC-TL-07", "RWC-TL-09", "RWC-LE-12", "RWC-CL-03"],
    passes: ["RWC-TL-02"],
    tamper: pretendSuccess((request) => isPath(request, "auth/token/revoke-accessor"))
  },
  {
    fault: "returns the token in a renewal by accessor",
    fails: ["RWC-TL-09"],
    passes: ["RWC-TL-10"],
    tamper: () => {
      const tokens = new Map<string, string>()
      return async (request, forward) => {
        const response = await forward(request)
        const [token, accessor] = [valueIn(response, "client_token"), valueIn(response, "accessor") ?? ""]
        if (token !== undefined && token !== "") tokens.set(accessor, token)
        return isPath(request, "auth/token/renew-accessor")
          ? editText(response, (text) =>
              text.replace('"client_token":""', `"client_token":"${tokens.get(accessor) ?? ""}"`)
            )
          : response
      }
    }
  },
  {
    fault: "ignores the token type",
    fails: ["RWC-TL-10"],
    passes: ["RWC-TL-09"],
    tamper: ignoreField("type", CREATE)
  },
  {
    fault: "lets everyone revoke a token but not its children",
    fails: ["RWC-TL-13"],
    passes: ["RWC-TL-03"],
    tamper: (root) => (request, forward) =>
      forward(isPath(request, "auth/token/revoke-orphan") ? asRoot(request, root) : request)
  },
  {
    fault: "ignores negative durations",
    fails: ["RWC-TT-06"],
    passes: ["RWC-TT-01"],
    tamper: () => (request, forward) =>
      forward(
        request.path.startsWith(CREATE)
          ? withFields(request, (fields) =>
              Object.fromEntries(Object.entries(fields).filter(([, value]) => !String(value).startsWith("-")))
            )
          : request
      )
  },
  {
    fault: "returns 200 for tidying",
    fails: ["RWC-TL-12", "RWC-LE-11"],
    passes: ["RWC-TL-07"],
    tamper: alterResponse((response) => (response.status === 202 ? { ...response, status: 200 } : undefined))
  },
  {
    fault: "ignores the requested increment",
    fails: ["RWC-TT-01"],
    passes: ["RWC-TT-02"],
    tamper: ignoreField("increment", "auth/token/renew")
  },
  {
    fault: "ignores renewable",
    fails: ["RWC-TT-02"],
    passes: ["RWC-TT-01"],
    tamper: ignoreField("renewable", CREATE)
  },
  {
    fault: "ignores explicit maximum TTLs",
    fails: ["RWC-TL-01", "RWC-TT-03"],
    passes: ["RWC-TT-04"],
    tamper: ignoreField("explicit_max_ttl", CREATE)
  },
  {
    fault: "treats periods as TTLs",
    fails: ["RWC-TT-04"],
    passes: ["RWC-TT-01"],
    tamper: () => (request, forward) =>
      forward(
        fieldOf(request, "period") === undefined
          ? request
          : withFields(request, ({ period, ...rest }) => ({ ...rest, ttl: period }))
      )
  },
  {
    fault: "keeps short-lived tokens for an hour",
    fails: ["RWC-TT-05", "RWC-LE-14"],
    passes: ["RWC-LE-04"],
    skipWaits: true,
    tamper: () => (request, forward) =>
      forward(
        request.body === undefined ? request : { ...request, body: request.body.replaceAll('ttl":"3s"', 'ttl":"1h"') }
      )
  },
  {
    fault: "loses the path suffix of a role",
    fails: ["RWC-TR-01", "RWC-TR-02", "RWC-TR-04"],
    passes: ["RWC-TR-03"],
    tamper: ignoreField("path_suffix", "auth/token/roles")
  },
  {
    fault: "accepts invalid roles",
    fails: ["RWC-TR-02"],
    passes: ["RWC-TR-01"],
    tamper: alterResponse((response, request) =>
      isBelow(request, "auth/token/roles") && response.status === 400 ? NO_CONTENT : undefined
    )
  },
  {
    fault: "ignores the role of a token",
    fails: ["RWC-TR-03", "RWC-TR-04", "RWC-TR-05"],
    passes: ["RWC-TR-01"],
    tamper: () => (request, forward) => forward(isBelow(request, CREATE) ? { ...request, path: CREATE } : request)
  },
  {
    fault: "ignores entity aliases on creation",
    fails: ["RWC-TR-06"],
    passes: ["RWC-TR-04"],
    tamper: ignoreField("entity_alias", CREATE)
  },
  {
    fault: "consumes a wrapping token on auth/token/lookup",
    fails: ["RWC-TK-01"],
    passes: ["RWC-TK-03", "RWC-TL-01"],
    tamper: alterResponse(async (_, request, forward) => {
      if (isPath(request, "auth/token/lookup")) await forward(unwrapRequest(String(fieldOf(request, "token"))))
    })
  },
  {
    fault: "renews tokens that are not renewable",
    fails: ["RWC-TK-02", "RWC-TT-02"],
    passes: ["RWC-TT-01", "RWC-TK-01"],
    tamper: alterResponse((response) =>
      response.text.includes("lease is not renewable") ? json(200, { auth: {} }) : undefined
    )
  },
  {
    fault: "does nothing on revocation of a token",
    fails: ["RWC-TK-03", "RWC-TK-07"],
    passes: ["RWC-TK-01", "RWC-TK-04"],
    tamper: pretendSuccess((request) => isPath(request, "auth/token/revoke"))
  },
  {
    fault: "revokes wrapping tokens with their creator",
    fails: ["RWC-TK-04"],
    passes: ["RWC-TK-03", "RWC-TK-06"],
    tamper: () => {
      const wrapped = new Map<string | undefined, string | undefined>()
      return async (request, forward) => {
        const caller = request.headers["x-vault-token"]
        const response = await forward(request)
        if (isPath(request, WRAP)) wrapped.set(caller, valueIn(response, "token"))
        if (isPath(request, "auth/token/revoke-self")) await forward(unwrapRequest(wrapped.get(caller) ?? ""))
        return response
      }
    }
  },
  {
    fault: "wraps with the rights of root",
    fails: ["RWC-TK-06", "RWC-ER-16", "RWC-ER-17"],
    passes: ["RWC-TK-04", "RWC-ER-15"],
    tamper: (root) => (request, forward) =>
      forward(isPath(request, WRAP) && "x-vault-token" in request.headers ? asRoot(request, root) : request)
  }
]
