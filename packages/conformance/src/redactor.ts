/** Replaces secrets by names in all output of the suite. */
export interface Redactor {
  /** Gives a secret a name. A secret keeps its first name. */
  readonly name: (secret: string, name: string) => void
  /** Finds tokens and accessors in the body of a response, and names them: `<token 1>`, `<wrapping token 2>`. */
  readonly discover: (body: string, counters: Map<string, number>) => void
  readonly redact: (text: string) => string
  /** Redacts the value of a header. In headers that carry a token, short tokens are replaced as well. */
  readonly redactHeader: (name: string, value: string) => string
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
// Quotes may be escaped: the envelope in `cubbyhole/response` is JSON inside a JSON string.
const MEMBER = new RegExp(String.raw`\\*"(${Object.keys(KINDS).join("|")})\\*"\s*:\s*\\*"([^"\\]+)\\*"`, "g")

/** Shorter values may be ordinary words: the token of a dev server may be `root`, a payload may have `"token":"t"`. */
const LONG_ENOUGH = 12

const TOKEN_HEADERS = new Set(["x-vault-token", "authorization"])

export function makeRedactor(): Redactor {
  const names = new Map<string, string>()
  const remember = (secret: string, name: string): void => {
    if (secret !== "" && !names.has(secret)) names.set(secret, `<${name}>`)
  }
  /** Replaces the longest secret first: otherwise, a secret that begins with another one would be replaced in part. */
  const replaceEach = (text: string, replace: (text: string, form: string, name: string) => string): string => {
    let replaced = text
    for (const [secret, name] of [...names].sort(([a], [b]) => b.length - a.length)) {
      for (const form of new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]))
        replaced = replace(replaced, form, name)
    }
    return replaced
  }
  return {
    name: remember,
    discover(body, counters) {
      for (const [, key, secret] of body.matchAll(MEMBER)) {
        if (key === undefined || secret === undefined || names.has(secret) || secret.length < LONG_ENOUGH) continue
        const kind = KINDS[key] ?? key
        const count = (counters.get(kind) ?? 0) + 1
        counters.set(kind, count)
        remember(secret, `${kind} ${count}`)
      }
    },
    redact: (text) =>
      replaceEach(text, (before, form, name) =>
        form.length >= LONG_ENOUGH ? before.replaceAll(form, name) : replaceInField(before, form, name)
      ),
    redactHeader: (header, value) =>
      replaceEach(value, (before, form, name) =>
        form.length >= LONG_ENOUGH
          ? before.replaceAll(form, name)
          : TOKEN_HEADERS.has(header.toLowerCase())
            ? replaceAlone(before, form, name)
            : before
      )
  }
}

const literal = (secret: string): string => secret.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** Replaces a short token only where a token is expected: in a member of JSON, a query or a form. */
function replaceInField(text: string, secret: string, name: string): string {
  const json = String.raw`\\*"(?:x-vault-token|token|client_token|id)\\*"\s*:\s*\\*"`
  const field = new RegExp(String.raw`(${json}|(?<![\w-])token=)${literal(secret)}(?![\w.%-])`, "g")
  return text.replace(field, (_, before: string) => `${before}${name}`)
}

function replaceAlone(text: string, secret: string, name: string): string {
  return text.replace(new RegExp(String.raw`(?<![\w.-])${literal(secret)}(?![\w.-])`, "g"), () => name)
}
