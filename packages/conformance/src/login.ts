import type { ApiResponse, ApiRequest } from "./ask.ts"
import type { Context } from "./context.ts"
import { at, expectError, expectStatus, expectThat, stringAt } from "./expect.ts"

/** Mounts a login method, and gives back where. Skips the case if that is not possible here. */
export async function mountLogin(context: Context, type: "approle" | "userpass"): Promise<string> {
  const mount = context.unique(type)
  const path = `sys/auth/${mount}`
  const mounted = await context.sendPrivileged({ method: "POST", path, body: { type } })
  if (mounted.status !== 204)
    context.skip(`needs the login method ${type}, which cannot be mounted (${mounted.status})`)
  context.defer({ method: "DELETE", path })
  return mount
}

/** Login by user and password. */
export interface Userpass {
  /** Below `auth/`. */
  readonly mount: string
  /** The same for every user. */
  readonly password: string
  /** Fails the case if it is refused. */
  readonly login: (user: string, more?: Partial<ApiRequest>) => Promise<ApiResponse>
  /** The path at which a user's tokens are made. */
  readonly loginPath: (user: string) => string
}

/** Mounts userpass with users of these names. Skips the case if that is not possible here. */
export async function mountUserpass(
  context: Context,
  users: ReadonlyArray<string>,
  fields: Readonly<Record<string, unknown>> = {}
): Promise<Userpass> {
  const mount = await mountLogin(context, "userpass")
  const password = context.unique("password")
  const loginPath = (user: string): string => `auth/${mount}/login/${user}`
  for (const user of users) {
    const body = { password, token_ttl: "10m", token_max_ttl: "1h", ...fields }
    const written = await context.sendPrivileged({ method: "POST", path: `auth/${mount}/users/${user}`, body })
    expectStatus(written, 204)
  }
  return {
    mount,
    password,
    loginPath,
    async login(user, more = {}) {
      const response = await context.send({
        method: "POST",
        path: loginPath(user),
        token: null,
        body: { password },
        ...more
      })
      expectStatus(response, 200)
      return response
    }
  }
}

/** A role of approle, and what a machine logs in with. */
export interface AppRole {
  readonly name: string
  /** Where the role is, from `auth/` on. */
  readonly path: string
  readonly roleId: string
  /** Where its tokens are made. */
  readonly loginPath: string
  /** Makes a secret id. */
  readonly createSecretId: (fields?: object) => Promise<SecretId>
  /** What asks for a login with the role id of the role and this secret id; without one if there is none. */
  readonly loginRequest: (secretId?: string, more?: Partial<ApiRequest>) => ApiRequest
}

export interface SecretId {
  readonly secretId: string
  readonly accessor: string
  /** The answer to its making, the only one that tells it. */
  readonly response: ApiResponse
}

/** Writes a role, whose tokens live ten minutes unless it says otherwise. */
export async function writeAppRole(
  context: Context,
  mount: string,
  fields: Readonly<Record<string, unknown>> = {},
  name = "machine"
): Promise<AppRole> {
  const path = `auth/${mount}/role/${name}`
  const loginPath = `auth/${mount}/login`
  const body = { token_ttl: "10m", token_max_ttl: "1h", ...fields }
  expectStatus(await context.sendPrivileged({ method: "POST", path, body }), 204)
  const roleId = stringAt(await context.sendPrivileged({ method: "GET", path: `${path}/role-id` }), "data.role_id")
  return {
    name,
    path,
    roleId,
    loginPath,
    async createSecretId(wanted = {}) {
      const response = await context.sendPrivileged({ method: "POST", path: `${path}/secret-id`, body: wanted })
      expectStatus(response, 200)
      const secretId = stringAt(response, "data.secret_id")
      return { secretId, accessor: stringAt(response, "data.secret_id_accessor"), response: response }
    },
    loginRequest: (secretId, more = {}) => ({
      method: "POST",
      path: loginPath,
      token: null,
      body: { role_id: roleId, ...(secretId === undefined ? {} : { secret_id: secretId }) },
      ...more
    })
  }
}

/** A login that was refused, and gave no token. */
export function expectLoginRejected(response: ApiResponse, status: number, text?: string): void {
  expectError(response, status, text)
  expectThat(at(response, "auth.client_token") === undefined, "the rejected login has a token", response)
}

/** A role in an AppRole of its own. */
export async function mountAppRole(context: Context, fields: Readonly<Record<string, unknown>> = {}): Promise<AppRole> {
  return writeAppRole(context, await mountLogin(context, "approle"), fields)
}

/** Refused as whoever is not known here. */
export async function expectInvalidCredentials(context: Context, login: ApiRequest): Promise<void> {
  expectLoginRejected(await context.send(login), 400, "invalid role or secret ID")
}
