/** Variables of OpenTelemetry for signals other than traces, and for gRPC. They have no effect, and nobody expects one. */
const ELSEWHERE = /^OTEL_(?:EXPORTER_OTLP_)?(?:METRICS?|LOGS?|LOGRECORD|BLRP)_|^OTEL_LOG_LEVEL$|_INSECURE$/

export const isKnownElsewhere = (name: string): boolean => ELSEWHERE.test(name)

/** A header that can be sent. */
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/
const HEADER_VALUE = /^[\t\x20-\x7e]*$/

/**
 * Reads environment variables, and collects what is wrong with them. As OpenTelemetry says, an empty variable is unset. Problems do not
 * quote values, which may contain credentials.
 */
export class TraceVariables {
  readonly #env: Readonly<Record<string, string | undefined>>
  readonly errors: Array<string> = []
  /** The names of the variables that were read. */
  readonly known = new Set<string>()

  constructor(env: Readonly<Record<string, string | undefined>>) {
    this.#env = env
  }

  fail(name: string, problem: string): undefined {
    this.errors.push(`${name}: ${problem}`)
    return undefined
  }

  text(name: string): string | undefined {
    this.known.add(name)
    return this.#env[name]?.trim() || undefined
  }

  /** The first of the variables that is set; the first of all if none is. */
  firstSet(names: ReadonlyArray<string>): string {
    return names.filter((name) => this.text(name) !== undefined)[0] ?? names[0]!
  }

  oneOf<Word extends string>(name: string, words: ReadonlyArray<Word>): Word | undefined {
    const text = this.text(name)?.toLowerCase()
    if (text === undefined) return undefined
    return words.find((word) => word === text) ?? this.fail(name, `only ${words.join(", ")} are supported`)
  }

  firstOneOf<Word extends string>(names: ReadonlyArray<string>, words: ReadonlyArray<Word>): Word | undefined {
    return this.oneOf(this.firstSet(names), words)
  }

  number(name: string, isValid: (value: number) => boolean, kind: string): number | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const value = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN
    return isValid(value) ? value : this.fail(name, `it must be ${kind}`)
  }

  list(name: string): ReadonlyArray<string> | undefined {
    return this.text(name)
      ?.split(",")
      .map((each) => each.trim().toLowerCase())
      .filter((each) => each !== "")
  }

  url(name: string): URL | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (url?.protocol !== "http:" && url?.protocol !== "https:")
      return this.fail(name, "it must be a URL, such as http://localhost:4318")
    if (url.username !== "" || url.password !== "")
      return this.fail(name, "it must not contain credentials: use OTEL_EXPORTER_OTLP_HEADERS")
    return url
  }

  /** `a=b,c=d`, with percent-encoded values. */
  pairs(name: string): Readonly<Record<string, string>> | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    try {
      const entries = text.split(",").filter((each) => each.trim() !== "")
      const pairs = entries.map((each) => {
        const [key, ...value] = each.split("=")
        if (value.length === 0 || key!.trim() === "") throw new URIError()
        return [decodeURIComponent(key!.trim()), decodeURIComponent(value.join("=").trim())] as const
      })
      return Object.fromEntries(pairs)
    } catch {
      return this.fail(name, "it must be key=value,key=value, with percent-encoded values")
    }
  }

  /** The headers of the first variable that is set. */
  headers(...names: ReadonlyArray<string>): Readonly<Record<string, string>> | undefined {
    const name = this.firstSet(names)
    const headers = this.pairs(name)
    const isValid = Object.entries(headers ?? {}).every(
      ([key, value]) => HEADER_NAME.test(key) && HEADER_VALUE.test(value)
    )
    return isValid ? headers : this.fail(name, "a header has an invalid name or value")
  }
}
