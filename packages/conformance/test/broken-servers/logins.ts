import type { WireRequest } from "../../src/transport.ts"
import type { BrokenServer } from "./broken-server.ts"
import {
  alterResponse,
  asRoot,
  editText,
  fieldOf,
  ignoreField,
  isPath,
  isWrite,
  json,
  NO_CONTENT,
  pretendSuccess,
  valueIn,
  withFields,
  ROLE_OR_USER,
  isLogin
} from "./tampering.ts"

const isSecretId = ({ path }: WireRequest): boolean => path.endsWith("/secret-id")

/** Faults in AppRole and userpass logins. */
export const logins: ReadonlyArray<BrokenServer> = [
  {
    fault: "resets fields that a write does not name",
    fails: ["RWC-AR-01", "RWC-UP-06"],
    passes: ["RWC-AR-02", "RWC-UP-01"],
    tamper: () => async (request, forward) => {
      if (isWrite(request) && ROLE_OR_USER.test(request.path)) await forward({ ...request, method: "DELETE" })
      return forward(request)
    }
  },
  {
    fault: "returns no metadata for login tokens",
    fails: ["RWC-AR-02", "RWC-SI-06", "RWC-UP-01"],
    passes: ["RWC-SI-07", "RWC-UP-02"],
    tamper: alterResponse((response, request) =>
      isLogin(request)
        ? editText(response, (text) => text.replace(/"metadata":\{[^}]*\}/, '"metadata":null'))
        : undefined
    )
  },
  {
    fault: "reports the path of the role as the creation path of a secret id",
    fails: ["RWC-SI-01"],
    passes: ["RWC-SI-02", "RWC-AR-03"],
    tamper: alterResponse((response) =>
      editText(response, (text) => text.replace(/("creation_path":"[^"]*)\/secret-id"/, '$1"'))
    )
  },
  {
    fault: "ignores the wrap TTL",
    fails: ["RWC-SI-01", "RWC-SI-02", "RWC-AR-03", "RWC-UP-03"],
    passes: ["RWC-AR-02", "RWC-UP-01"],
    tamper: () => (request, forward) => {
      const { "x-vault-wrap-ttl": _, ...headers } = request.headers
      return forward({ ...request, headers })
    }
  },
  {
    fault: "returns no wrapped_accessor for a secret id",
    fails: ["RWC-SI-02"],
    passes: ["RWC-SI-01", "RWC-AR-03"],
    tamper: alterResponse((response, request) =>
      isSecretId(request) ? editText(response, (text) => text.replace(/,"wrapped_accessor":"[^"]*"/, "")) : undefined
    )
  },
  {
    fault: "does nothing on revocation of a wrapped login by accessor",
    fails: ["RWC-AR-03", "RWC-UP-03"],
    passes: ["RWC-SI-02"],
    tamper: pretendSuccess((request) => isPath(request, "auth/token/revoke-accessor"))
  },
  {
    fault: "ignores the use limit of secret ids",
    fails: ["RWC-AR-01", "RWC-SI-03", "RWC-SI-07"],
    passes: ["RWC-AR-02", "RWC-SI-04"],
    tamper: ignoreField("secret_id_num_uses", "auth/")
  },
  {
    fault: "accepts destroyed secret ids",
    fails: ["RWC-SI-02", "RWC-SI-04"],
    passes: ["RWC-SI-05"],
    tamper: pretendSuccess(({ path }) => /\/secret-id(-accessor)?\/destroy$/.test(path))
  },
  {
    fault: "destroys a secret id through another role",
    fails: ["RWC-SI-05"],
    passes: ["RWC-SI-04"],
    tamper: () => async (request, forward) => {
      if (request.path.endsWith("/other/secret-id/destroy"))
        await forward({ ...request, path: request.path.replace("/other/", "/machine/") })
      return forward(request)
    }
  },
  {
    fault: "reveals that a role or user does not exist",
    fails: ["RWC-AR-04", "RWC-UP-02"],
    passes: ["RWC-SI-03", "RWC-UP-04"],
    tamper: alterResponse((_, request) =>
      isLogin(request) && (String(fieldOf(request, "role_id")).includes("no-such") || request.path.endsWith("/bob"))
        ? json(400, { errors: ["there is no user of that name"] })
        : undefined
    )
  },
  {
    fault: "returns a token with a rejected login",
    fails: ["RWC-SI-03", "RWC-SI-05", "RWC-AR-04", "RWC-AR-06", "RWC-UP-02", "RWC-UP-09"],
    passes: ["RWC-AR-02", "RWC-UP-01"],
    tamper: alterResponse((response, request) =>
      isLogin(request) && response.status >= 400
        ? json(response.status, { ...(JSON.parse(response.text) as object), auth: { client_token: "s.anybody" } })
        : undefined
    )
  },
  {
    fault: "accepts a role with neither a secret id nor addresses",
    fails: ["RWC-AR-05"],
    passes: ["RWC-AR-06"],
    tamper: () => (request, forward) =>
      forward(
        fieldOf(request, "bind_secret_id") === false && fieldOf(request, "token_bound_cidrs") === undefined
          ? withFields(request, ({ bind_secret_id: _, ...rest }) => rest)
          : request
      )
  },
  {
    fault: "ignores the addresses of roles, users and secret ids",
    fails: ["RWC-AR-06", "RWC-UP-09"],
    passes: ["RWC-AR-02", "RWC-UP-01"],
    tamper: () => (request, forward) =>
      forward(
        request.path.startsWith("auth/") && isWrite(request)
          ? withFields(request, ({ secret_id_bound_cidrs: _, cidr_list: __, token_bound_cidrs: ___, ...rest }) => rest)
          : request
      )
  },
  {
    fault: "generates a secret id instead of the custom one",
    fails: ["RWC-SI-06"],
    passes: ["RWC-AR-02"],
    tamper: () => (request, forward) =>
      forward({ ...request, path: request.path.replace("/custom-secret-id", "/secret-id") })
  },
  {
    fault: "returns the secret id in a lookup by accessor",
    fails: ["RWC-SI-07"],
    passes: ["RWC-SI-03", "RWC-SI-08"],
    tamper: () => {
      const secrets = new Map<unknown, string>()
      return async (request, forward) => {
        const response = await forward(request)
        const secret = valueIn(response, "secret_id")
        if (secret !== undefined) secrets.set(valueIn(response, "secret_id_accessor"), secret)
        const known = secrets.get(fieldOf(request, "secret_id_accessor"))
        return known !== undefined && request.path.endsWith("/lookup")
          ? editText(response, (text) => text.replace('"data":{', `"data":{"secret_id":"${known}",`))
          : response
      }
    }
  },
  {
    fault: "lists secret ids instead of their accessors",
    fails: ["RWC-SI-08"],
    passes: ["RWC-SI-07"],
    tamper: () => {
      const secrets: Array<string> = []
      return async (request, forward) => {
        const response = await forward(request)
        const secret = valueIn(response, "secret_id")
        if (secret !== undefined) secrets.push(secret)
        return request.method === "LIST" && isSecretId(request) && response.status === 200
          ? json(200, { data: { keys: secrets } })
          : response
      }
    }
  },
  {
    fault: "ignores the use limit of login tokens",
    fails: ["RWC-AR-07", "RWC-UP-07"],
    passes: ["RWC-AR-02", "RWC-UP-01"],
    tamper: ignoreField("token_num_uses", "auth/")
  },
  {
    fault: "keeps deleted roles and users",
    fails: ["RWC-AR-01", "RWC-AR-08", "RWC-LF-03", "RWC-UP-04"],
    passes: ["RWC-SI-04", "RWC-UP-01"],
    tamper: pretendSuccess(({ method, path }) => method === "DELETE" && ROLE_OR_USER.test(path))
  },
  {
    fault: "reuses the role id of a deleted role",
    fails: ["RWC-AR-08"],
    passes: ["RWC-AR-01", "RWC-AR-02"],
    tamper: () => {
      const ids = new Map<string, string>()
      return async (request, forward) => {
        const response = await forward(request)
        const id = valueIn(response, "role_id")
        if (id === undefined) return response
        const first = ids.get(request.path) ?? id
        ids.set(request.path, first)
        return editText(response, (text) => text.replace(id, first))
      }
    }
  },
  {
    fault: "renews the tokens of deleted users",
    fails: ["RWC-UP-04"],
    passes: ["RWC-UP-01", "RWC-UP-05"],
    tamper: (root) => {
      let gone: string | undefined
      return async (request, forward) => {
        if (request.method === "DELETE" && ROLE_OR_USER.test(request.path)) gone = request.path
        if (gone === undefined || !isPath(request, "auth/token/renew-self")) return forward(request)
        const user = asRoot({ ...request, path: gone }, root)
        await forward({ ...user, body: JSON.stringify({ password: "another", token_max_ttl: "1h" }) })
        const response = await forward(request)
        await forward({ ...user, method: "DELETE" })
        return response
      }
    }
  },
  {
    fault: "returns password hashes",
    fails: ["RWC-UP-05"],
    passes: ["RWC-UP-06"],
    tamper: alterResponse((response, request) =>
      request.method === "GET" && ROLE_OR_USER.test(request.path)
        ? editText(response, (text) => text.replace('"data":{', '"data":{"password_hash":"$2a$10$abc",'))
        : undefined
    )
  },
  {
    fault: "keeps the old password",
    fails: ["RWC-UP-08"],
    passes: ["RWC-UP-06"],
    tamper: () => async (request, forward) =>
      request.path.endsWith("/password") && fieldOf(request, "password") !== undefined ? NO_CONTENT : forward(request)
  }
]
