/** Replaces secrets by names in everything that the suite prints or writes. */
export interface Redactor {
  /** Gives a secret its name; the first name counts. */
  readonly name: (secret: string, name: string) => void
  /** Finds tokens and accessors in the body of an answer and names them: `<token 1>`, `<wrapping token 2>`. */
  readonly discover: (body: string, counters: Map<string, number>) => void
  readonly redact: (text: string) => string
}

const KINDS: Readonly<Record<string, string>> = {
  token: "wrapping token",
  client_token: "token",
  accessor: "accessor",
  wrapped_accessor: "accessor",
  secret_id: "secret id",
  secret_id_accessor: "accessor",
  id: "token"
}
// Backslashes before the quotes: the envelope in `cubbyhole/response` is JSON inside a JSON text.
const MEMBER = new RegExp(String.raw`\\*"(${Object.keys(KINDS).join("|")})\\*"\s*:\s*\\*"([^"\\]+)\\*"`, "g")

/** Shorter values may be words of the protocol (a dev server's token may be `root`), so they must stand alone. */
const LONG_ENOUGH = 12

export function makeRedactor(): Redactor {
  const names = new Map<string, string>()
  const remember = (secret: string, name: string): void => {
    if (secret !== "" && !names.has(secret)) names.set(secret, `<${name}>`)
  }
  return {
    name: remember,
    discover(body, counters) {
      for (const [, key, secret] of body.matchAll(MEMBER)) {
        if (
          key === undefined ||
          secret === undefined ||
          names.has(secret) ||
          (key === "id" && secret.length < LONG_ENOUGH)
        )
          continue
        const kind = KINDS[key] ?? key
        const count = (counters.get(kind) ?? 0) + 1
        counters.set(kind, count)
        remember(secret, `${kind} ${count}`)
      }
    },
    redact(text) {
      let redacted = text
      // The longest first, so that no secret leaves its tail behind because another one is its beginning.
      for (const secret of [...names.keys()].sort((a, b) => b.length - a.length)) {
        for (const form of new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])) {
          redacted = replaceAll(redacted, form, names.get(secret) as string)
        }
      }
      return redacted
    }
  }
}

function replaceAll(text: string, secret: string, name: string): string {
  if (secret.length >= LONG_ENOUGH) return text.replaceAll(secret, name)
  const literal = secret.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  return text.replace(new RegExp(String.raw`(?<![\w.-])${literal}(?![\w.-])`, "g"), () => name)
}
