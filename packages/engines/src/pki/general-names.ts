import { utf8 } from "../utf8.ts"
import { der } from "./der.ts"
import { addressBytes, addressText, parseAddress } from "./ip-address.ts"
import type { AlternativeNames } from "./name-rules.ts"
import {
  type Element,
  isAscii,
  isIdentifier,
  isName,
  OBJECT_IDENTIFIER,
  readElements,
  readSequence
} from "./strict-der.ts"

/** The tags of general names (RFC 5280, 4.2.1.6). */
const EMAIL = 0x81
const DNS = 0x82
const URI = 0x86
const ADDRESS = 0x87

const OTHER_NAME = 0xa0
const X400_ADDRESS = 0xa3
const DIRECTORY_NAME = 0xa4
const EDI_PARTY_NAME = 0xa5
const REGISTERED_ID = 0x88

/** The tags of the lists in name constraints. */
const PERMITTED = 0xa0
const EXCLUDED = 0xa1

/** The kinds of names that requests cannot ask for. */
const OTHER_KINDS: Readonly<Record<number, string>> = {
  [OTHER_NAME]: "otherName",
  [X400_ADDRESS]: "x400Address",
  [DIRECTORY_NAME]: "directoryName",
  [EDI_PARTY_NAME]: "ediPartyName",
  [REGISTERED_ID]: "registeredID"
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

/** Whether an element of valid DER is a general name. `addressLengths` are the possible lengths of an address. */
const isGeneralName = ({ content, tag }: Element, addressLengths: ReadonlyArray<number>): boolean => {
  if (tag === EMAIL || tag === DNS || tag === URI) return isAscii(content)
  if (tag === ADDRESS) return addressLengths.includes(content.length)
  if (tag === REGISTERED_ID) return isIdentifier(content)
  const [first, ...rest] = readElements(content) ?? []
  if (tag === DIRECTORY_NAME) return first !== undefined && isName(first) && rest.length === 0
  if (tag === OTHER_NAME) return first?.tag === OBJECT_IDENTIFIER && rest.length === 1 && isTagged(rest[0]!)
  return tag === X400_ADDRESS || tag === EDI_PARTY_NAME
}

/** Whether an element has the tag 0 around another one. */
const isTagged = ({ content, tag }: Element): boolean => tag === 0xa0 && readElements(content)?.length === 1

/** Whether valid DER is a list of general names. */
export const isGeneralNames = (extension: Uint8Array): boolean =>
  readSequence(extension)?.every((name) => isGeneralName(name, [4, 16])) ?? false

/** Whether valid DER is name constraints (RFC 5280, 4.2.1.10): permitted names, excluded names or both. */
export const isNameConstraints = (extension: Uint8Array): boolean => {
  const lists = readSequence(extension) ?? []
  const order = lists.map(({ tag }) => tag).join(" ")
  return [`${PERMITTED}`, `${EXCLUDED}`, `${PERMITTED} ${EXCLUDED}`].includes(order) && lists.every(hasSubtrees)
}

/** A subtree has a minimum and a maximum too, but RFC 5280 does not use them. An address has a mask. */
const hasSubtrees = ({ content }: Element): boolean => {
  const subtrees = readElements(content) ?? []
  return (
    subtrees.length > 0 &&
    subtrees.every(({ bytes }) => {
      const [base, ...more] = readSequence(bytes) ?? []
      return base !== undefined && more.length === 0 && isGeneralName(base, [8, 32])
    })
  )
}

/** The characters of an IA5String. */
const text = (content: Uint8Array): string => String.fromCharCode(...content)

/** The names in the content of the extension of a request that has been checked. */
export const decodeNames = (extension: Uint8Array): DecodedNames => {
  const elements = readSequence(extension) ?? []
  const of = (wanted: number) => elements.filter(({ tag }) => tag === wanted).map(({ content }) => content)
  return {
    dns: of(DNS).map(text),
    emails: of(EMAIL).map(text),
    ips: of(ADDRESS).map((address) => addressText(addressBytes(address)!)),
    uris: of(URI).map(text),
    otherKinds: elements.flatMap(({ tag }) => OTHER_KINDS[tag] ?? [])
  }
}
