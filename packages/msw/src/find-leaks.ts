/** A place where a secret of a test was found. It does not contain the secret. */
export interface Leak {
  readonly place: "url" | "console" | "storage"
  /** The URL, line or key, with the secret redacted. */
  readonly where: string
}

/** What a page has stored, and its address. Absent in Node. */
interface PageGlobals {
  readonly localStorage?: Storage
  readonly sessionStorage?: Storage
  readonly document?: { readonly cookie?: string }
  readonly location?: { readonly href?: string }
}

/** Finds the secrets in the URLs and lines that a mock has seen, and in the page's address, cookies and storage. */
export const findLeaks = (
  secrets: ReadonlyArray<string>,
  urls: ReadonlyArray<string>,
  lines: ReadonlyArray<string>
): ReadonlyArray<Leak> => {
  const page = globalThis as unknown as PageGlobals
  const address = page.location?.href
  const stored = [
    ...storedIn("localStorage", () => page.localStorage),
    ...storedIn("sessionStorage", () => page.sessionStorage),
    ...(page.document?.cookie ? [`document.cookie: ${page.document.cookie}`] : [])
  ]
  // The longest first: a secret that contains another one is redacted whole.
  const searched = secrets.flatMap(spellingsOf).sort((a, b) => b.length - a.length)
  const leaksIn = (place: Leak["place"], texts: ReadonlyArray<string>): ReadonlyArray<Leak> =>
    texts.flatMap((text) =>
      searched.some((secret) => text.includes(secret)) ? [{ place, where: redact(text, searched) }] : []
    )
  return [
    ...leaksIn("url", address === undefined ? urls : [...urls, address]),
    ...leaksIn("console", lines),
    ...leaksIn("storage", stored)
  ]
}

/** A secret as it is written in text, in a URL, in a form, and in JSON. */
const spellingsOf = (secret: string): ReadonlyArray<string> => [
  ...new Set([
    secret,
    encodeURIComponent(secret),
    encodeURI(secret),
    new URLSearchParams({ s: secret }).toString().slice("s=".length),
    JSON.stringify(secret).slice(1, -1)
  ])
]

const redact = (text: string, secrets: ReadonlyArray<string>): string => {
  let redacted = text
  for (const secret of secrets) redacted = redacted.replaceAll(secret, "[redacted]")
  return redacted
}

/** A browser may refuse access to storage, and Node has one that warns. */
const storedIn = (name: string, storage: () => Storage | undefined): ReadonlyArray<string> => {
  if (!("document" in globalThis)) return []
  try {
    const found = storage()
    if (found === undefined) return []
    return Array.from({ length: found.length }, (_, index) => {
      const key = found.key(index) ?? ""
      return `${name}: ${key}=${found.getItem(key) ?? ""}`
    })
  } catch {
    return []
  }
}
