import { isThisMachine, type NodeClientOptions } from "@enwrap/client-node"

/** Stand for tokens in a request that is shown and not sent. The shell replaces them. */
export const WRAPPING_TOKEN = "$WRAPPING_TOKEN"
export const OTHER_TOKEN = "$TOKEN"
/** The token that a login stored. It has no space, since it is the value of a header here. */
export const STORED_TOKEN = "$(enwrap-print-token)"

/** What a shell evaluates for each of them. */
const expressions: Readonly<Record<string, string>> = {
  $VAULT_TOKEN: "$VAULT_TOKEN",
  $BAO_TOKEN: "$BAO_TOKEN",
  [WRAPPING_TOKEN]: WRAPPING_TOKEN,
  [OTHER_TOKEN]: OTHER_TOKEN,
  [STORED_TOKEN]: "$(enwrap print token)"
}

/** How the body of a request is shown. */
export interface ShownBody {
  /** The file that has it, as curl names it: `@app.json`, or `@-` for standard input. */
  readonly file?: string | undefined
  /** The fields whose values are no secrets. */
  readonly plainFields?: ReadonlyArray<string> | undefined
}

/**
 * The request as a command line for curl. It has no token, which the shell inserts, and no value of the body, which may be a
 * secret: `{"password":"<string>"}`.
 */
export const curlCommand = (
  url: string,
  { body, headers, method = "GET" }: RequestInit,
  options: Pick<NodeClientOptions, "address" | "proxy" | "tls">,
  shown: ShownBody = {}
): string => {
  const words = ["curl"]
  if (method !== "GET") words.push("-X", method)
  const { caFile, caPath, certFile, insecureSkipVerify, keyFile, serverName } = options.tls ?? {}
  const target = new URL(url)
  if (serverName) {
    // curl has no flag for the name alone: the name is in the URL, and the connection goes to the address.
    const port = target.port || (target.protocol === "https:" ? "443" : "80")
    words.push("--connect-to", quoted(`::${target.hostname}:${port}`))
    target.hostname = serverName
  }
  if (caFile) words.push("--cacert", quoted(caFile))
  if (caPath) words.push("--capath", quoted(caPath))
  if (certFile) words.push("--cert", quoted(certFile))
  if (keyFile) words.push("--key", quoted(keyFile))
  if (insecureSkipVerify) words.push("--insecure")
  // curl reads HTTP_PROXY, HTTPS_PROXY and NO_PROXY itself, and would also use a proxy for this machine.
  if (typeof options.proxy === "object" && isThisMachine(new URL(url))) words.push("--noproxy", quoted("*"))
  if (typeof options.proxy === "string") words.push("--proxy", quoted(withoutUser(options.proxy)))
  if (typeof options.proxy === "string" && options.proxy.includes("@")) words.push("--proxy-user", '"$PROXY_USER"')
  if (options.address.startsWith("unix:"))
    words.push("--unix-socket", quoted(options.address.replace(/^unix:(\/\/)?/, "")))
  for (const [name, value] of Object.entries(headers as Readonly<Record<string, string>>))
    words.push(
      "-H",
      Object.hasOwn(expressions, value) ? `"${title(name)}: ${expressions[value]}"` : quoted(`${title(name)}: ${value}`)
    )
  if (typeof body === "string")
    words.push("--data-binary", shown.file === undefined ? bodyWord(body, shown) : quoted(shown.file))
  return [...words, quoted(target.href)].join(" ")
}

/** A proxy may be written with a password. */
const withoutUser = (proxy: string): string => proxy.replace(/^([a-z][a-z\d+.-]*:\/\/)?.*@/is, "$1")

/** Headers of the client are in lower case or not: `X-Vault-Token` is the usual form. */
const title = (name: string): string =>
  name
    .replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase())
    .replace(/-Ttl$/, "-TTL")

const bodyWord = (body: string, { plainFields = [] }: ShownBody): string => {
  const given = JSON.parse(body) as Readonly<Record<string, unknown>>
  const shapes = Object.entries(given).map(([name, value]) => [
    name,
    plainFields.includes(name) ? value : shapeOf(value)
  ])
  const text = JSON.stringify(Object.fromEntries(shapes))
  // A token is the only value that the shell inserts.
  return text
    .split(/(?<=:")(\$(?:WRAPPING_)?TOKEN)(?=")/)
    .map((part, index) => (index % 2 === 0 ? quoted(part) : `"${part}"`))
    .join("")
}

const shapeOf = (value: unknown): unknown => {
  if (value === null || value === WRAPPING_TOKEN || value === OTHER_TOKEN) return value
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, shapeOf(held)]))
  return `<${typeof value}>`
}

/** One word for a POSIX shell. With control characters, it is one for bash and zsh, and safe to print. */
const quoted = (text: string): string => {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text
  if (!/\p{Cc}/u.test(text)) return `'${text.replaceAll("'", `'\\''`)}'`
  const escaped = [...text].map((character) =>
    /['\\]/.test(character)
      ? `\\${character}`
      : /\p{Cc}/u.test(character)
        ? [...new TextEncoder().encode(character)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("")
        : character
  )
  return `$'${escaped.join("")}'`
}
