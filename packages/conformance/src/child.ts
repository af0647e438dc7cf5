import type { Context } from "./context.ts"
import { expectError, expectStatus, textAt } from "./expect.ts"
import { create } from "./token.ts"

/** Creates a token on behalf of another, and gives it back; by a role, as an orphan, or plainly. */
export async function childOf(
  context: Context,
  parent: string,
  body: Readonly<Record<string, unknown>>,
  below = ""
): Promise<string> {
  const created = await context.send({ ...create(body, below), token: parent })
  expectStatus(created, 200)
  return textAt(created, "auth.client_token")
}

/** A token that is asked for on behalf of another is refused with this text. */
export async function expectNoChild(
  context: Context,
  parent: string,
  body: Readonly<Record<string, unknown>>,
  below: string,
  text: string
): Promise<void> {
  expectError(await context.send({ ...create(body, below), token: parent }), 400, text)
}
