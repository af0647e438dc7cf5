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

/** A host name in ASCII: `ä.example` is `xn--4ca.example`. Other strings stay as they are. */
export const hostInAscii = (name: string): string => {
  const url = `http://${name}/`
  return INTERNATIONAL.test(name) && URL.canParse(url) ? new URL(url).hostname : name
}
