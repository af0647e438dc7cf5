import type { Context, CreatedToken } from "./context.ts"
import { expectStatus, stringAt } from "./expect.ts"
import { writePolicy } from "./policy.ts"
import { writeRole } from "./role.ts"
import { createRequest } from "./token.ts"

/** Every address there is, in three ranges: a token that is bound to it can be used, and can be seen to be bound. */
export const ALL_ADDRESSES: ReadonlyArray<string> = ["0.0.0.0/1", "128.0.0.0/1", "::/0"]

/** Of a range for documentation: nobody asks from there. */
export const UNUSED_ADDRESSES = "192.0.2.0/24"

/** A token that is bound to addresses, with a policy of that text and no other. */
export async function createBoundHolder(
  context: Context,
  text: string
): Promise<CreatedToken & { readonly policy: string }> {
  const policy = await writePolicy(context, text)
  const role = await writeRole(context, {
    allowed_policies: [policy, "default"],
    token_bound_cidrs: ALL_ADDRESSES
  })
  const created = await context.sendPrivileged(createRequest({ policies: [policy, "default"] }, `/${role}`))
  expectStatus(created, 200)
  return { token: stringAt(created, "auth.client_token"), accessor: stringAt(created, "auth.accessor"), policy }
}
