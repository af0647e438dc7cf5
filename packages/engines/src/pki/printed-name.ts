import * as Hex from "effect/encoding/Hex"
import { utf8 } from "../utf8.ts"
import { der } from "./der.ts"
import type { Name } from "./x509.ts"

/** The attributes of a name that Go prints by name, in its order, with their names in the X.509 library. */
const ATTRIBUTES: ReadonlyArray<readonly [printed: string, library: string]> = [
  ["SERIALNUMBER", "2.5.4.5"],
  ["CN", "CN"],
  ["POSTALCODE", "2.5.4.17"],
  ["STREET", "2.5.4.9"],
  ["ST", "ST"],
  ["L", "L"],
  ["OU", "OU"],
  ["O", "O"],
  ["C", "C"]
]
const NAMED = new Set(ATTRIBUTES.map(([, library]) => library))

/** The other attributes to which the X.509 library gives names. */
const OTHERS: Readonly<Record<string, string>> = {
  DC: "0.9.2342.19200300.100.1.25",
  E: "1.2.840.113549.1.9.1",
  G: "2.5.4.42",
  I: "2.5.4.43",
  SN: "2.5.4.4",
  T: "2.5.4.12"
}

const PRINTABLE_STRING = 0x13
const UTF8_STRING = 0x0c

const escaped = (value: string): string => value.replace(/[,+"\\<>;]|^[ #]| $/g, "\\$&")

/** The value of an attribute without a name, as hexadecimal DER. */
const encoded = (value: string): string =>
  `#${Hex.encode(der(/^[A-Za-z0-9 '()+,\-./:=?]*$/.test(value) ? PRINTABLE_STRING : UTF8_STRING, utf8(value)))}`

/** A name as Go, and so the original, prints it: `CN=root.example,O=Example\, Inc.`. */
export const printedName = (name: Name): string => {
  const attributes = name.toJSON().flatMap((part) => Object.entries(part))
  const valuesOf = (library: string) => attributes.flatMap(([type, values]) => (type === library ? values : []))
  return [
    ...ATTRIBUTES.map(([printed, library]) =>
      valuesOf(library)
        .map((value) => `${printed}=${escaped(value)}`)
        .join("+")
    ),
    ...attributes
      .filter(([type]) => !NAMED.has(type))
      .flatMap(([type, values]) => values.map((value) => `${OTHERS[type] ?? type}=${encoded(value)}`))
      .reverse()
  ]
    .filter((part) => part !== "")
    .join(",")
}
