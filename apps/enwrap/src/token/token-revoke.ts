import type { RunCommand } from "../cli/command-spec.ts"
import { usageFailure } from "../cli/failure.ts"
import { readCallerConnection } from "../input/connection.ts"
import { readOutputOptions } from "../output/output-options.ts"
import { sendTo } from "../wrapping/send.ts"
import { readNamedToken } from "./named-token.ts"
import { revokeByAccessor } from "./revoke-by-accessor.ts"

/** Revokes a token. The caller's own is revoked only with `--self`. */
export const run: RunCommand = async (input, io) => {
  const { format } = readOutputOptions(input, io)
  const isSelf = input.has("self")
  if (isSelf === input.operands.length > 0)
    throw usageFailure(
      isSelf ? "--self cannot be used together with a token." : "no token to revoke.",
      "Pass a token, an accessor with --accessor, or --self for your own token. No request was sent."
    )
  const connection = readCallerConnection(input, io)
  const named = await readNamedToken(input, io)
  if (named.kind === "accessor") await revokeByAccessor(named.accessor, connection, io)
  else
    await sendTo(
      connection,
      io
    )((to) =>
      named.kind === "self"
        ? to.operations.tokenRevokeSelf()
        : to.operations.tokenRevoke({ body: { token: named.token } })
    )
  if (format === "table") io.write("The token is revoked, if it existed.\n")
  return 0
}
