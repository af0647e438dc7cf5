import type { ApiRequest } from "./ask.ts"
import type { Context, CreatedToken } from "./context.ts"
import { expectStatus } from "./expect.ts"

/** A token and the policy that it has. */
export interface Holder extends CreatedToken {
  readonly policy: string
}

/**
 * Writes a policy of that text under a name of its own, and gives back the name. Skips the case if the operator may
 * write none, or if there are none here.
 */
export async function writePolicy(context: Context, text: string): Promise<string> {
  const policy = context.unique("policy")
  const path = `sys/policies/acl/${policy}`
  context.defer({ method: "DELETE", path })
  const response = await context.sendPrivileged({ method: "POST", path, body: { policy: text } })
  if (response.status === 404 || response.status === 405)
    context.skip(`needs policies, but the server has no sys/policies/acl (${response.status})`)
  expectStatus(response, 204)
  return policy
}

/** A token with a policy of that text and with no other, unless the body for its creation says so. */
export async function createHolder(
  context: Context,
  text: string,
  body: Readonly<Record<string, unknown>> = { no_default_policy: true }
): Promise<Holder> {
  const policy = await writePolicy(context, text)
  return { ...(await context.createToken({ policies: [policy], ...body })), policy }
}

/** What a token may do on these paths, asked on its behalf. */
export const capabilitiesOf = (token: string, paths: ReadonlyArray<string>): ApiRequest => ({
  method: "POST",
  path: "sys/capabilities",
  body: { token, paths }
})
