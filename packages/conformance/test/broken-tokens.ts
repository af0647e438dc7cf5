import type { Broken } from "./broken-server.ts"
import { edited, fieldOf, isBelow, isPath, json, valueIn } from "./broken-transport.ts"
import { CREATE, done, asRoot, withFields, unread, idle, misanswered } from "./tampers.ts"

/** Promises about tokens. */
export const brokenTokens: ReadonlyArray<Broken> = [
  {
    promise: "a token is created with what was asked for: its metadata is lost",
    fails: ["RWC-TL-01"],
    passes: ["RWC-TL-07"],
    tamper: unread("meta", CREATE)
  },
  {
    promise: "a created token is a child: everyone is an orphan",
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
    promise: "a child has no more than its parent: it has what it wants",
    fails: ["RWC-TL-04"],
    passes: ["RWC-TL-02"],
    tamper: (root) => async (request, forward) => {
      const response = await forward(request)
      return response.text.includes("must be subset of parent") ? forward(asRoot(request, root)) : response
    }
  },
  {
    promise: "uses are counted: they are not",
    fails: ["RWC-TL-01", "RWC-TL-05", "RWC-TL-06", "RWC-CL-04"],
    passes: ["RWC-TL-07"],
    tamper: unread("num_uses", CREATE),
    hasty: true
  },
  {
    promise: "a revoked token is dead: it is forgotten, and revoking it again fails",
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
    promise: "an accessor ends its token: nothing happens",
    fails: ["RWC-TL-07", "RWC-TL-09", "RWC-LE-12", "RWC-CL-03"],
    passes: ["RWC-TL-02"],
    tamper: idle((request) => isPath(request, "auth/token/revoke-accessor"))
  },
  {
    promise: "an accessor does not show the token: a renewal does",
    fails: ["RWC-TL-09"],
    passes: ["RWC-TL-10"],
    tamper: () => {
      const tokens = new Map<string, string>()
      return async (request, forward) => {
        const response = await forward(request)
        const [token, accessor] = [valueIn(response, "client_token"), valueIn(response, "accessor") ?? ""]
        if (token !== undefined && token !== "") tokens.set(accessor, token)
        return isPath(request, "auth/token/renew-accessor")
          ? edited(response, (text) =>
              text.replace('"client_token":""', `"client_token":"${tokens.get(accessor) ?? ""}"`)
            )
          : response
      }
    }
  },
  {
    promise: "there are batch tokens: there are none",
    fails: ["RWC-TL-10"],
    passes: ["RWC-TL-09"],
    tamper: unread("type", CREATE)
  },
  {
    promise: "tidying is started: it has been done",
    fails: ["RWC-TL-12", "RWC-LE-11"],
    passes: ["RWC-TL-07"],
    tamper: misanswered((response) => (response.status === 202 ? { ...response, status: 200 } : undefined))
  },
  {
    promise: "a renewal gives what is asked for: it gives what the token began with",
    fails: ["RWC-TT-01"],
    passes: ["RWC-TT-02"],
    tamper: unread("increment", "auth/token/renew")
  },
  {
    promise: "a token may be made not to be renewed: it is renewed",
    fails: ["RWC-TT-02"],
    passes: ["RWC-TT-01"],
    tamper: unread("renewable", CREATE)
  },
  {
    promise: "there is an explicit maximum: there is none",
    fails: ["RWC-TL-01", "RWC-TT-03"],
    passes: ["RWC-TT-04"],
    tamper: unread("explicit_max_ttl", CREATE)
  },
  {
    promise: "there are periods: they are read as TTLs",
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
    promise: "a TTL ends: short ones last for an hour",
    fails: ["RWC-TT-05", "RWC-LE-14"],
    passes: ["RWC-LE-04"],
    hasty: true,
    tamper: () => (request, forward) =>
      forward(
        request.body === undefined ? request : { ...request, body: request.body.replaceAll('ttl":"3s"', 'ttl":"1h"') }
      )
  },
  {
    promise: "a role keeps what is written: its path suffix is lost",
    fails: ["RWC-TR-01", "RWC-TR-02", "RWC-TR-04"],
    passes: ["RWC-TR-03"],
    tamper: unread("path_suffix", "auth/token/roles")
  },
  {
    promise: "what makes no role is refused: it is taken",
    fails: ["RWC-TR-02"],
    passes: ["RWC-TR-01"],
    tamper: misanswered((response, request) =>
      isBelow(request, "auth/token/roles") && response.status === 400 ? done : undefined
    )
  },
  {
    promise: "a role binds the tokens that are created by it: it does not",
    fails: ["RWC-TR-03", "RWC-TR-04", "RWC-TR-05"],
    passes: ["RWC-TR-01"],
    tamper: () => (request, forward) => forward(isBelow(request, CREATE) ? { ...request, path: CREATE } : request)
  },
  {
    promise: "an entity alias needs a role: it is not looked at",
    fails: ["RWC-TR-06"],
    passes: ["RWC-TR-04"],
    tamper: unread("entity_alias", CREATE)
  }
]
