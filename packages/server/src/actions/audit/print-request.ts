import type { HeaderCells, RequestCells } from "./entry-cells.ts"
import { accessorMember, accessorText, type EntryFormat, secretMember, secretText } from "./entry-format.ts"
import { hashJson } from "./hash-json.ts"
import { json, object, text } from "./members.ts"

const numericSets = new Map<string, ReadonlySet<string>>()

const numericSet = (names: string): ReadonlySet<string> => {
  let known = numericSets.get(names)
  if (known === undefined) {
    known = new Set(names.split(" ").filter((name) => name !== ""))
    numericSets.set(names, known)
  }
  return known
}

const NONE: ReadonlyArray<string> = []

/** The members whose values stay. */
export const keptNames = (kept: string): ReadonlyArray<string> =>
  kept === "" ? NONE : (JSON.parse(kept) as ReadonlyArray<string>)

const headersText = ({ hash }: EntryFormat, headers: string): string => {
  if (headers === "") return ""
  const cells = JSON.parse(headers) as ReadonlyArray<HeaderCells>
  const members = cells.map(
    ([name, value, isHashed]) => `,${JSON.stringify(name)}:[${JSON.stringify(isHashed ? hash(value) : value)}]`
  )
  return json("headers", object("", members.join("")))
}

/** The members `auth` and `request` of an entry, which both entries of a request have. */
export interface RequestParts {
  readonly auth: string
  readonly request: string
}

export const requestParts = (format: EntryFormat, cells: RequestCells): RequestParts => {
  const [id, path, clientAndOperation, mount, token, accessor, areShown, auth] = cells
  const [, , , , , , , , data, opaque, numeric, kept, remoteAddress, portAndTtl, headers] = cells
  const isShown = areShown !== ""
  const shownToken = secretMember(format, "client_token", isShown ? token : secretText(format, token))
  const shownAccessor = isShown ? accessor : accessorText(format, accessor)
  const { hash, raw } = format
  const shownData =
    data === "" || raw
      ? data
      : hashJson(data, {
          hash,
          kept: keptNames(kept),
          opaque,
          numeric: numeric === "" ? undefined : numericSet(numeric)
        })
  const request =
    clientAndOperation +
    mount +
    shownToken +
    accessorMember(format, "client_token_accessor", shownAccessor) +
    ',"namespace":{"id":"root"}' +
    text("path", path) +
    json("data", shownData) +
    text("remote_address", remoteAddress) +
    portAndTtl +
    headersText(format, headers)
  return {
    auth: object(shownToken, accessorMember(format, "accessor", shownAccessor) + auth),
    request: `{"id":"${id}"${request}}`
  }
}
