const HOSTNAME = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.?$/i

/** The same with underscores, which many names in use have. */
const NAME_IN_USE = /^(?:\w(?:[\w-]{0,61}\w)?\.)*\w(?:[\w-]{0,61}\w)?\.?$/

const MOST_CHARACTERS = 253

/** Whether a string is a host name without `*`. */
export const isPlainHostname = (name: string): boolean => name.length <= MOST_CHARACTERS && HOSTNAME.test(name)

/** Whether a string is a host name; its first label can be `*`. */
export const isHostname = (name: string): boolean =>
  name.length <= MOST_CHARACTERS && HOSTNAME.test(name.replace(/^\*\./, ""))

/** Whether a name in a signing request can be certified: a host name, also with underscores or `*` inside its first label. */
export const isRequestedHost = (name: string): boolean =>
  name.length <= MOST_CHARACTERS && NAME_IN_USE.test(name.replace(/^\*\./, "").replace(/^([^.]*)\*/, "$1x"))

/** Whether a string has the lengths of a host name, whatever its characters are. */
export const hasLengthsOfHost = (name: string): boolean =>
  name.length <= MOST_CHARACTERS && /^[^.]{1,63}(?:\.[^.]{1,63})*\.?$/.test(name)

/** Letters that are not ASCII, digits, and what else a host name can have. */
const INTERNATIONAL = /^(?=.*[^\0-\x7f])[\p{L}\p{M}\p{N}.*-]+$/u

/** The form of a name in ASCII, if it has others and has such a form. The label at the end keeps the platform from reading an address. */
const asciiForm = (name: string): string | undefined => {
  const url = `http://${name}.x/`
  return INTERNATIONAL.test(name) && URL.canParse(url) ? new URL(url).hostname.slice(0, -2) : undefined
}

/** The last label is a number, so the name is an IPv4 address (`10.0.0.1`, `0x7f.1`) or nothing. */
const ENDS_IN_NUMBER = /(?:^|\.)(?:\d+|0x[\da-f]*)\.?$/

/** Whether a name with digits of other scripts would become an address in ASCII. It is not a host name. */
export const isAddressInOtherDigits = (name: string): boolean => ENDS_IN_NUMBER.test(asciiForm(name) ?? "")

/** A host name in ASCII: `ä.example` is `xn--4ca.example`. Other strings stay as they are. */
export const hostInAscii = (name: string): string => {
  const ascii = asciiForm(name)
  return ascii === undefined || ENDS_IN_NUMBER.test(ascii) ? name : ascii
}
