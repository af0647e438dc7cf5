import type { HeaderCells, RequestCells } from "./entry-cells.ts"
import { accessorMember, accessorText, type EntryFormat, secretMember, secretText } from "./entry-format.ts"
import { hashJson } from "./hash-json.ts"
import { json, number, object, text, word } from "./members.ts"

const numericSets = new Map<string, ReadonlySet<string>>()

const numericSet = (names: string): ReadonlySet<string> => {
  let known = numericSets.get(names)
  if (known === undefined) {
    known = new Set(names.split(" ").filter((name) => name !== ""))
    numericSets.set(names, known)
  }
  return known
}

const headersText = ({ hash }: EntryFormat, headers: ReadonlyArray<HeaderCells>): string =>
  headers
    .map(([name, value, isHashed]) => `,${JSON.stringify(name)}:[${JSON.stringify(isHashed ? hash(value) : value)}]`)
    .join("")

/** The parts of an entry that both entries of a request have: objects. */
export interface RequestParts {
  readonly auth: string
  readonly request: string
}

export const requestParts = (format: EntryFormat, cells: RequestCells): RequestParts => {
  const [id, operation, path, mount, token, accessor, areShown, clientId, caller, policyResults, remainingUses] = cells
  const [, , , , , , , , , , , data, opaque, numeric, kept = [], remoteAddress, remotePort, wrapTtl, headers] = cells
  const shownToken = secretMember(format, "client_token", areShown ? token : secretText(format, token))
  const shownAccessor = areShown ? accessor : accessorText(format, accessor)
  const auth =
    accessorMember(format, "accessor", shownAccessor) +
    caller +
    json("policy_results", policyResults) +
    number("remaining_uses", remainingUses)
  const { hash, raw } = format
  const shownData =
    data === undefined || raw
      ? data
      : hashJson(data, { hash, kept, opaque, numeric: numeric === undefined ? undefined : numericSet(numeric) })
  const request =
    text("client_id", clientId) +
    word("operation", operation) +
    mount +
    shownToken +
    accessorMember(format, "client_token_accessor", shownAccessor) +
    json("namespace", '{"id":"root"}') +
    text("path", path) +
    json("data", shownData) +
    text("remote_address", remoteAddress) +
    number("remote_port", remotePort) +
    number("wrap_ttl", wrapTtl) +
    (headers === undefined || headers.length === 0 ? "" : json("headers", object("", headersText(format, headers))))
  return { auth: object(shownToken, auth), request: object(word("id", id), request) }
}
