import { utf8 } from "../utf8.ts"
import { der } from "./der.ts"
import { addressBytes, addressText, parseAddress } from "./ip-address.ts"
import type { AlternativeNames } from "./name-rules.ts"
import { readElements } from "./strict-der.ts"

/** The tags of general names (RFC 5280, 4.2.1.6). */
const EMAIL = 0x81
const DNS = 0x82
const URI = 0x86
const ADDRESS = 0x87

/** The kinds of names that requests cannot ask for, by the numbers of their tags. */
const OTHER_KINDS: Readonly<Record<number, string>> = {
  0: "otherName",
  3: "x400Address",
  4: "directoryName",
  5: "ediPartyName",
  8: "registeredID"
}

/** The names of a signing request, with the kinds of those that cannot be certified by a role. */
export interface DecodedNames extends AlternativeNames {
  readonly otherKinds: ReadonlyArray<string>
}

/** The content of the extension with the alternative names. They have been checked; the addresses are in the one spelling. */
export const encodeNames = ({ dns, emails, ips, uris }: AlternativeNames): Uint8Array<ArrayBuffer> =>
  der(
    0x30,
    ...dns.map((name) => der(DNS, utf8(name))),
    ...emails.map((name) => der(EMAIL, utf8(name))),
    ...ips.map((address) => der(ADDRESS, parseAddress(address)!)),
    ...uris.map((uri) => der(URI, utf8(uri)))
  )

/** The characters of an IA5String. Others than ASCII become ones that no name has. */
const text = (content: Uint8Array): string => String.fromCharCode(...content)

/** The names in the content of the extension, or `undefined` if it is malformed. */
export const decodeNames = (extension: Uint8Array): DecodedNames | undefined => {
  const [sequence, ...rest] = readElements(extension) ?? []
  const elements = sequence?.tag === 0x30 && rest.length === 0 ? readElements(sequence.content) : undefined
  if (elements === undefined) return undefined
  const of = (wanted: number) => elements.filter(({ tag }) => tag === wanted).map(({ content }) => content)
  const addresses = of(ADDRESS).map(addressBytes)
  if (addresses.some((address) => address === undefined)) return undefined
  return {
    dns: of(DNS).map(text),
    emails: of(EMAIL).map(text),
    ips: addresses.map((address) => addressText(address!)),
    uris: of(URI).map(text),
    otherKinds: elements
      .filter(({ tag }) => ![EMAIL, DNS, URI, ADDRESS].includes(tag))
      .map(({ tag }) => OTHER_KINDS[tag & 0x1f] ?? `${tag}`)
  }
}
