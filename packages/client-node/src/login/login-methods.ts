import { Redacted, UnexpectedResponseError, type Client, type Envelope } from "@enwrap/client"
import { appRoleLogin, tokenLookupSelf, userpassLogin } from "@enwrap/client/operations"

/** What a login returns. */
export interface LoginToken {
  readonly token: Redacted
  readonly accessor: string
  /** Seconds until the token expires; 0 if it never does. */
  readonly ttl: number
  readonly renewable: boolean
  /** Whether the login created the token, and it can be revoked: then the end of the session revokes it. */
  readonly created: boolean
}

/** A way to log in, as often as it is needed. */
export type LoginMethod = (client: Client) => Promise<LoginToken>

/** The block `auth` of a response. */
interface Auth {
  readonly client_token: string
  readonly accessor: string
  readonly lease_duration: number
  readonly renewable: boolean
}

const created = ({ auth }: { readonly auth: Auth }): LoginToken => ({
  token: new Redacted(auth.client_token),
  accessor: auth.accessor,
  ttl: auth.lease_duration,
  renewable: auth.renewable,
  // A batch token has no accessor, and cannot be revoked.
  created: auth.accessor !== ""
})

/**
 * Logs in with a token that exists. It is renewed, and not revoked at the end of the session.
 *
 * @example
 * ```ts
 * import { logIn, withToken } from "@enwrap/client-node"
 *
 * await using vault = await logIn({ address: "http://127.0.0.1:8200", login: withToken("s.the-token") })
 * console.log((await vault.token.lookupSelf()).data.policies)
 * ```
 */
export const withToken =
  (token: string | Redacted): LoginMethod =>
  async (client) => {
    const redacted = typeof token === "string" ? new Redacted(token) : token
    const { data } = await client.call(tokenLookupSelf, {}, { callerToken: redacted })
    return {
      token: redacted,
      accessor: data.accessor,
      // In its last second, a token has a TTL of 0, like one that never expires.
      ttl: data.expire_time ? Math.max(1, data.ttl) : data.ttl,
      renewable: data.renewable ?? false,
      created: false
    }
  }

/** The credentials of a machine. */
export interface AppRoleCredentials {
  /**
   * Where the login method is mounted.
   *
   * @default "approle"
   */
  readonly mount?: string | undefined
  readonly roleId: string
  /**
   * The secret id, or the wrapping token of one with the name of its role. A wrapped one is received once, which fails if it
   * was intercepted, and used for all logins of the session.
   */
  readonly secretId: string | Redacted | { readonly wrapped: string | Redacted | object; readonly role: string }
}

/**
 * Logs in with AppRole.
 *
 * @example
 * ```ts
 * import { appRole, logIn } from "@enwrap/client-node"
 * import { readFileSync } from "node:fs"
 *
 * const wrapped = readFileSync("wrapping-token", "utf8").trim()
 * const login = appRole({ roleId: "the-role-id", secretId: { wrapped, role: "web" } })
 * await using vault = await logIn({ address: "http://127.0.0.1:8200", login })
 * console.log((await vault.kvV2.read({ mount: "secret", path: "web" })).data.metadata.version)
 * ```
 */
export const appRole = ({ mount = "approle", roleId, secretId: given }: AppRoleCredentials): LoginMethod => {
  let received: Promise<string> | undefined
  const secretIdFor = async (client: Client): Promise<string> => {
    if (typeof given === "string") return given
    if (given instanceof Redacted) return given.reveal()
    const trimmed = mount.replace(/^\/+|(?<!\/)\/+$/g, "")
    const expectedPath = `auth/${trimmed}/role/${given.role}/secret-id`
    const receipt = await client.receive<Envelope<{ secret_id: string }>>({ token: given.wrapped, expectedPath })
    if (receipt.verdict === "received") return receipt.response.data.secret_id
    if ("error" in receipt) throw receipt.error
    throw new UnexpectedResponseError(`The wrapping token does not wrap a secret id of the role ${given.role}`, {
      hint: receipt.advice
    })
  }
  return async (client) => {
    // Only what was not used up can be received again.
    received ??= secretIdFor(client).catch((error: unknown) => {
      received = undefined
      throw error
    })
    return created(await client.call(appRoleLogin, { mount, body: { role_id: roleId, secret_id: await received } }))
  }
}

/**
 * Logs in with a username and a password.
 *
 * @example
 * ```ts
 * import { logIn, userpass } from "@enwrap/client-node"
 *
 * const login = userpass({ username: "ada", password: process.env.PASSWORD ?? "" })
 * await using vault = await logIn({ address: "http://127.0.0.1:8200", login })
 * console.log((await vault.token.lookupSelf()).data.policies)
 * ```
 */
export const userpass =
  (credentials: {
    readonly mount?: string | undefined
    readonly username: string
    readonly password: string | Redacted
  }): LoginMethod =>
  async (client) => {
    const { mount = "userpass", password, username } = credentials
    const text = typeof password === "string" ? password : password.reveal()
    return created(await client.call(userpassLogin, { mount, username, body: { password: text } }))
  }
