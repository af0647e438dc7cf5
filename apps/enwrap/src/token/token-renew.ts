import type { RunCommand } from "../cli/command-spec.ts"
import { readCallerConnection } from "../input/connection.ts"
import { readOutputOptions } from "../output/output-options.ts"
import { printResponse } from "../output/print-response.ts"
import { hiddenToken } from "../output/rows.ts"
import { sendTo } from "../wrapping/send.ts"
import { readNamedToken } from "./named-token.ts"

/** Extends the TTL of a token. */
export const run: RunCommand = async (input, io) => {
  const output = readOutputOptions(input, io)
  const connection = readCallerConnection(input, io)
  const named = await readNamedToken(input, io)
  const ttl = input.flag("increment")
  const increment = ttl === undefined ? {} : { increment: ttl }
  const send = sendTo({ ...connection, shownBody: { plainFields: ["accessor", "increment"] } }, io)
  const { text } = await send<unknown>((to) => {
    switch (named.kind) {
      case "self":
        return to.operations.tokenRenewSelf({ body: increment })
      case "token":
        return to.operations.tokenRenew({ body: { token: named.token, ...increment } })
      case "accessor":
        return to.operations.tokenRenewAccessor({ body: { accessor: named.accessor, ...increment } })
    }
  })
  printResponse(text, output, io, { rows: hiddenToken("(a secret: --field=token prints it)") })
  return 0
}
