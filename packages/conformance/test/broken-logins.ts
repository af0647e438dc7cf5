import type { WireRequest } from "../src/transport.ts"
import type { Broken } from "./broken-server.ts"
import { edited, fieldOf, isPath, json, valueIn } from "./broken-transport.ts"
import { asRoot, done, idle, isWrite, misanswered, unread, withFields } from "./tampers.ts"

const LOGIN = /^auth\/[^/]+\/login(\/[^/]+)?$/
const ROLE_OR_USER = /^auth\/[^/]+\/(role|users)\/[^/]+$/

const isLogin = ({ path }: WireRequest): boolean => LOGIN.test(path)
const isSecretId = ({ path }: WireRequest): boolean => path.endsWith("/secret-id")

/** Promises about logins by AppRole and by password. */
export const brokenLogins: ReadonlyArray<Broken> = [
  {
    promise: "a write changes what it names: it sets back all the rest",
    fails: ["RWC-AR-01", "RWC-UP-06"],
    passes: ["RWC-AR-02", "RWC-UP-01"],
    tamper: () => async (request, forward) => {
      if (isWrite(request) && ROLE_OR_USER.test(request.path)) await forward({ ...request, method: "DELETE" })
      return forward(request)
    }
  },
  {
    promise: "a token says whose it is: its metadata is lost",
    fails: ["RWC-AR-02", "RWC-SI-06", "RWC-UP-01"],
    passes: ["RWC-SI-07", "RWC-UP-02"],
    tamper: misanswered((response, request) =>
      isLogin(request) ? edited(response, (text) => text.replace(/"metadata":\{[^}]*\}/, '"metadata":null')) : undefined
    )
  },
  {
    promise: "a creation path is that of the request: it is that of the role",
    fails: ["RWC-SI-01"],
    passes: ["RWC-SI-02", "RWC-AR-03"],
    tamper: misanswered((response) =>
      edited(response, (text) => text.replace(/("creation_path":"[^"]*)\/secret-id"/, '$1"'))
    )
  },
  {
    promise: "a wrapped secret id is not shown: nothing is wrapped",
    fails: ["RWC-SI-01", "RWC-SI-02", "RWC-AR-03", "RWC-UP-03"],
    passes: ["RWC-AR-02", "RWC-UP-01"],
    tamper: () => (request, forward) => {
      const { "x-vault-wrap-ttl": _, ...headers } = request.headers
      return forward({ ...request, headers })
    }
  },
  {
    promise: "a wrapped secret id has its accessor outside: it has none",
    fails: ["RWC-SI-02"],
    passes: ["RWC-SI-01", "RWC-AR-03"],
    tamper: misanswered((response, request) =>
      isSecretId(request) ? edited(response, (text) => text.replace(/,"wrapped_accessor":"[^"]*"/, "")) : undefined
    )
  },
  {
    promise: "wrapped_accessor ends the token inside: nothing happens",
    fails: ["RWC-AR-03", "RWC-UP-03"],
    passes: ["RWC-SI-02"],
    tamper: idle((request) => isPath(request, "auth/token/revoke-accessor"))
  },
  {
    promise: "a secret id has so many uses: it has no end",
    fails: ["RWC-AR-01", "RWC-SI-03", "RWC-SI-07"],
    passes: ["RWC-AR-02", "RWC-SI-04"],
    tamper: unread("secret_id_num_uses", "auth/")
  },
  {
    promise: "a destroyed secret id is no login: it is",
    fails: ["RWC-SI-02", "RWC-SI-04"],
    passes: ["RWC-SI-05"],
    tamper: idle(({ path }) => /\/secret-id(-accessor)?\/destroy$/.test(path))
  },
  {
    promise: "a secret id is destroyed through its own role: any will do",
    fails: ["RWC-SI-05"],
    passes: ["RWC-SI-04"],
    tamper: () => async (request, forward) => {
      if (request.path.endsWith("/other/secret-id/destroy"))
        await forward({ ...request, path: request.path.replace("/other/", "/machine/") })
      return forward(request)
    }
  },
  {
    promise: "nobody is told who there is: an unknown one is told",
    fails: ["RWC-AR-04", "RWC-UP-02"],
    passes: ["RWC-SI-03", "RWC-UP-04"],
    tamper: misanswered((_, request) =>
      isLogin(request) && (String(fieldOf(request, "role_id")).includes("no-such") || request.path.endsWith("/bob"))
        ? json(400, { errors: ["there is nobody of that name"] })
        : undefined
    )
  },
  {
    promise: "a refused login has no token: it has one",
    fails: ["RWC-SI-03", "RWC-SI-05", "RWC-AR-04", "RWC-AR-06", "RWC-UP-02", "RWC-UP-09"],
    passes: ["RWC-AR-02", "RWC-UP-01"],
    tamper: misanswered((response, request) =>
      isLogin(request) && response.status >= 400
        ? json(response.status, { ...(JSON.parse(response.text) as object), auth: { client_token: "s.anybody" } })
        : undefined
    )
  },
  {
    promise: "a role is bound to something: it may be bound to nothing",
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
    promise: "a login is bound to addresses: they are not read",
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
    promise: "a secret id of one's own is taken: another is made",
    fails: ["RWC-SI-06"],
    passes: ["RWC-AR-02"],
    tamper: () => (request, forward) =>
      forward({ ...request, path: request.path.replace("/custom-secret-id", "/secret-id") })
  },
  {
    promise: "a look-up shows no secret id: by the accessor it does",
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
          ? edited(response, (text) => text.replace('"data":{', `"data":{"secret_id":"${known}",`))
          : response
      }
    }
  },
  {
    promise: "the list has accessors: it has the secret ids",
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
    promise: "a login's token has so many uses: it has no end",
    fails: ["RWC-AR-07", "RWC-UP-07"],
    passes: ["RWC-AR-02", "RWC-UP-01"],
    tamper: unread("token_num_uses", "auth/")
  },
  {
    promise: "a role or a user that is deleted is gone: it is only said",
    fails: ["RWC-AR-01", "RWC-AR-08", "RWC-LF-03", "RWC-UP-04"],
    passes: ["RWC-SI-04", "RWC-UP-01"],
    tamper: idle(({ method, path }) => method === "DELETE" && ROLE_OR_USER.test(path))
  },
  {
    promise: "a later role of the same name is another: it has the old role id",
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
        return edited(response, (text) => text.replace(id, first))
      }
    }
  },
  {
    promise: "who is gone renews no token: the token is renewed",
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
    promise: "nothing of a password is shown: its hash is",
    fails: ["RWC-UP-05"],
    passes: ["RWC-UP-06"],
    tamper: misanswered((response, request) =>
      request.method === "GET" && ROLE_OR_USER.test(request.path)
        ? edited(response, (text) => text.replace('"data":{', '"data":{"password_hash":"$2a$10$abc",'))
        : undefined
    )
  },
  {
    promise: "a password is changed: the old one stays",
    fails: ["RWC-UP-08"],
    passes: ["RWC-UP-06"],
    tamper: () => async (request, forward) =>
      request.path.endsWith("/password") && fieldOf(request, "password") !== undefined ? done : forward(request)
  }
]
