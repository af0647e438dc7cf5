import type { RunCommand } from "../cli/command-spec.ts"
import { readCallerConnection } from "../input/connection.ts"
import { readOutputOptions } from "../output/output-options.ts"
import { readAccessor } from "./named-token.ts"
import { revokeByAccessor } from "./revoke-by-accessor.ts"

/** Revokes a wrapping token by its accessor. */
export const run: RunCommand = async (input, io) => {
  const { format } = readOutputOptions(input, io)
  const connection = readCallerConnection(input, io)
  await revokeByAccessor(await readAccessor(input.operands[0], io), connection, io)
  if (format === "table") io.write("The token is revoked, and what it wrapped is deleted.\n")
  return 0
}
