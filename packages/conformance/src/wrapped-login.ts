import { unwrapByHeader, type ApiRequest } from "./ask.ts"
import type { Context } from "./context.ts"
import { expectAt, expectEqual, expectInvalidToken, expectStatus, expectThat, stringAt, wrapInfoOf } from "./expect.ts"
import { expectAlive, expectDead, lookupSelf, byAccessor } from "./token.ts"
import { expectWrapped } from "./wrapped.ts"

/**
 * Plays a login that a relay asks for, wrapped, and hands on: the relay sees the accessor of the token inside and not
 * the token, whoever unwraps has a token that works, and the accessor ends it, unwrapped or not.
 */
export async function expectWrappedLogin(context: Context, login: ApiRequest): Promise<void> {
  const [opened, sealed] = [await context.send(login), await context.send(login)]
  for (const response of [opened, sealed]) {
    expectEqual("wrap_info.creation_path", expectWrapped(response).creationPath, login.path, response)
  }
  const accessorOf = (response: typeof opened): string => stringAt(response, "wrap_info.wrapped_accessor")
  const unwrapped = await context.send(unwrapByHeader(wrapInfoOf(opened).token))
  expectStatus(unwrapped, 200)
  expectInvalidToken(await context.send(unwrapByHeader(wrapInfoOf(opened).token)))
  expectAt(unwrapped, "auth.accessor", accessorOf(opened))
  const token = stringAt(unwrapped, "auth.client_token")
  expectThat(!opened.text.includes(token), "the wrapped login contains the token", opened)
  expectAlive(await context.send(lookupSelf(token)))
  for (const answer of [opened, sealed])
    expectStatus(await context.sendPrivileged(byAccessor("revoke", accessorOf(answer))), 204)
  expectDead(await context.send(lookupSelf(token)))
  const late = await context.send(unwrapByHeader(wrapInfoOf(sealed).token))
  expectStatus(late, 200)
  expectDead(await context.send(lookupSelf(stringAt(late, "auth.client_token"))))
}
