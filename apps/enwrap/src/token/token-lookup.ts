import type { RunCommand } from "../cli/command-spec.ts"
import { readCallerConnection } from "../input/connection.ts"
import { readOutputOptions } from "../output/output-options.ts"
import { printResponse } from "../output/print-response.ts"
import type { Row } from "../output/rows.ts"
import { sendTo } from "../wrapping/send.ts"
import { readNamedToken } from "./named-token.ts"

/** Prints what the server knows about a token. */
export const run: RunCommand = async (input, io) => {
  const output = readOutputOptions(input, io)
  const connection = readCallerConnection(input, io)
  const named = await readNamedToken(input, io)
  const send = sendTo({ ...connection, shownBody: { plainFields: ["accessor"] } }, io)
  const { text } = await send((to) => {
    switch (named.kind) {
      case "self":
        return to.operations.tokenLookupSelf()
      case "token":
        return to.operations.tokenLookup({ body: { token: named.token } })
      case "accessor":
        return to.operations.tokenLookupAccessor({ body: { accessor: named.accessor } })
    }
  })
  printResponse(text, output, io, { rows: (rows) => rows.map(withoutToken) })
  return 0
}

/** The table is for people, and may be seen by others. */
const withoutToken = (row: Row): Row =>
  row.name === "id" && row.value !== "" ? { ...row, shown: "(a secret: --field=id prints it)" } : row
