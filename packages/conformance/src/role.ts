import type { ApiResponse, ApiRequest } from "./ask.ts"
import type { Context } from "./context.ts"
import { expectStatus } from "./expect.ts"
import { createHolder, type Holder } from "./policy.ts"
import { createRequest } from "./token.ts"

export const ROLES = "auth/token/roles"

/** A role of these fields that is gone when the case is over. Skips the case if the operator may write none. */
export async function writeRole(context: Context, fields: object): Promise<string> {
  const role = context.unique("role")
  const write: ApiRequest = { method: "POST", path: `${ROLES}/${role}`, body: fields }
  context.defer({ method: "DELETE", path: write.path })
  expectStatus(await context.sendPrivileged(write), 204)
  return role
}

/** A token that may create tokens by one role, and nothing else. */
export interface RoleUser extends Holder {
  readonly role: string
  /** Asks for a token by the role. */
  readonly createByRole: (body: Readonly<Record<string, unknown>>, more?: Partial<ApiRequest>) => Promise<ApiResponse>
}

/** Writes a role, and creates a token whose one right is to use it; with `sudo` there if that is said. */
export async function createRoleUser(
  context: Context,
  fields: object,
  { sudo = false, ...body }: Readonly<Record<string, unknown>> & { readonly sudo?: boolean } = {}
): Promise<RoleUser> {
  const role = await writeRole(context, fields)
  const capabilities = JSON.stringify(["create", "update", ...(sudo ? ["sudo"] : [])])
  const holder = await createHolder(context, `path "auth/token/create/${role}" { capabilities = ${capabilities} }`, {
    no_default_policy: true,
    ...body
  })
  return {
    ...holder,
    role,
    createByRole: (wanted, more = {}) => context.send({ ...createRequest(wanted, `/${role}`), token: holder.token, ...more })
  }
}
