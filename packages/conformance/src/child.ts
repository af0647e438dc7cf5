import type { Context } from "./context.ts"
import { expectError, expectStatus, stringAt } from "./expect.ts"
import { createRequest } from "./token.ts"

/** Creates a token on behalf of another, and gives it back; by a role, as an orphan, or plainly. */
export async function createChild(
  context: Context,
  parent: string,
  body: Readonly<Record<string, unknown>>,
  below = ""
): Promise<string> {
  const created = await context.send({ ...createRequest(body, below), token: parent })
  expectStatus(created, 200)
  return stringAt(created, "auth.client_token")
}

/** A token that is asked for on behalf of another is refused with this text. */
export async function expectChildRejected(
  context: Context,
  parent: string,
  body: Readonly<Record<string, unknown>>,
  below: string,
  text: string
): Promise<void> {
  expectError(await context.send({ ...createRequest(body, below), token: parent }), 400, text)
}
