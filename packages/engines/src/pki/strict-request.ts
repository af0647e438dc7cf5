import { isGeneralNames, isNameConstraints } from "./general-names.ts"
import {
  BIT_STRING,
  BOOLEAN,
  type Element,
  INTEGER,
  isDer,
  isName,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  readElements,
  readSequence,
  SEQUENCE,
  SET
} from "./strict-der.ts"

/** The content of an object identifier as text. */
const typeOf = ({ content }: Element): string => content.join(" ")

/** 1.2.840.113549.1.9.14 */
const EXTENSION_REQUEST = "42 134 72 134 247 13 1 9 14"

/** 2.5.29 and 1.3.6.1.5.5.7.1, whose extensions have DER in them. Those of others can have any content. */
const STANDARD = /^(?:85 29|43 6 1 5 5 7 1) /

/** 2.5.29.17, .18 and .30: the extensions with names for which the X.509 library has no checks. */
const CONTENTS: Readonly<Record<string, (content: Uint8Array) => boolean>> = {
  "85 29 17": isGeneralNames,
  "85 29 18": isGeneralNames,
  "85 29 30": isNameConstraints
}

const isExtension = ({ content, tag }: Element): boolean => {
  const parts = tag === SEQUENCE ? (readElements(content) ?? []) : []
  const [type, ...rest] = parts
  const value = rest.at(-1)
  if (type?.tag !== OBJECT_IDENTIFIER || value?.tag !== OCTET_STRING) return false
  if (rest.length > 2 || (rest.length === 2 && rest[0]!.tag !== BOOLEAN)) return false
  const name = typeOf(type)
  if (!STANDARD.test(name)) return true
  return isDer(value.content) && readElements(value.content)?.length === 1 && CONTENTS[name]?.(value.content) !== false
}

/** Whether these are the values of a request for extensions: one list, with one extension of each type. */
const isExtensionRequest = (values: ReadonlyArray<Element>): boolean => {
  const [list, ...more] = values
  const extensions = list?.tag === SEQUENCE && more.length === 0 ? readElements(list.content) : undefined
  if (extensions?.every(isExtension) !== true) return false
  const types = extensions.map(({ content }) => typeOf(readElements(content)![0]!))
  return new Set(types).size === types.length
}

/** Whether these are attributes, of which at most one requests extensions. The others are not certified. */
const areAttributes = (attributes: ReadonlyArray<Element>): boolean => {
  const requests: Array<ReadonlyArray<Element>> = []
  for (const { content, tag } of attributes) {
    const [type, values, ...more] = (tag === SEQUENCE ? readElements(content) : undefined) ?? []
    if (type?.tag !== OBJECT_IDENTIFIER || values?.tag !== SET || more.length > 0) return false
    if (typeOf(type) === EXTENSION_REQUEST) requests.push(readElements(values.content)!)
  }
  return requests.length < 2 && requests.every(isExtensionRequest)
}

/**
 * Whether bytes are a signing request in DER (RFC 2986) with nothing that the X.509 library would read in another way, or leave
 * out: names that are text, and one list of extensions.
 */
export const isSigningRequest = (bytes: Uint8Array): boolean => {
  const [info, algorithm, signature, ...more] = (isDer(bytes) ? readSequence(bytes) : undefined) ?? []
  if (info?.tag !== SEQUENCE || algorithm?.tag !== SEQUENCE || signature?.tag !== BIT_STRING) return false
  const [version, subject, key, attributes, ...others] = readElements(info.content)!
  if (version?.tag !== INTEGER || key?.tag !== SEQUENCE || more.length > 0 || others.length > 0) return false
  if (subject === undefined || !isName(subject)) return false
  return attributes === undefined || (attributes.tag === 0xa0 && areAttributes(readElements(attributes.content)!))
}
