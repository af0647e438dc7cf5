import { LOOKUP, UNWRAP, WRAP } from "../../src/endpoints.ts"
import type { WireRequest } from "../../src/transport.ts"
import type { BrokenServer } from "./broken-server.ts"
import {
  alterResponse,
  asRoot,
  editText,
  fieldOf,
  isPath,
  json,
  type MakeTamper,
  tokenOf,
  valueIn
} from "./tampering.ts"

const without = (request: WireRequest, ...names: ReadonlyArray<string>): WireRequest => ({
  ...request,
  headers: Object.fromEntries(Object.entries(request.headers).filter(([name]) => !names.includes(name)))
})

const withBody = (request: WireRequest, body: string): WireRequest => ({ ...request, body })

const isForm = ({ headers }: WireRequest): boolean => headers["content-type"]?.includes("form") === true

/** Refuses some requests, and forwards the others. */
const refuses =
  (status: number, some: (request: WireRequest) => boolean): MakeTamper =>
  () =>
  async (request, forward) =>
    some(request) ? json(status, { errors: [] }) : forward(request)

/** Completes requests with what the last request had. */
const remembers =
  (
    of: (request: WireRequest) => string | undefined,
    complete: (request: WireRequest, last: string) => WireRequest | undefined
  ): MakeTamper =>
  () => {
    let last: string | undefined
    return (request, forward) => {
      const completed = last === undefined ? undefined : complete(request, last)
      last = of(request) ?? last
      return forward(completed ?? request)
    }
  }

/** Takes some tokens for one that was issued. */
const mistakes =
  (isTaken: (given: string, issued: string) => boolean, place: "header" | "body"): MakeTamper =>
  () => {
    const issued = new Set<string>()
    return async (request, forward) => {
      const given = place === "header" ? request.headers["x-vault-token"] : fieldOf(request, "token")
      const taken = typeof given === "string" ? [...issued].find((token) => isTaken(given, token)) : undefined
      const changed =
        taken === undefined
          ? request
          : place === "header"
            ? asRoot(request, taken)
            : withBody(request, JSON.stringify({ token: taken }))
      const response = await forward(changed)
      if (isPath(request, WRAP)) issued.add(valueIn(response, "token") ?? "")
      return response
    }
  }

const withoutOne = (token: string): string => {
  const at = (token.length * 3) >> 2
  return token.slice(0, at) + token.slice(at + 1)
}

/** Faults in the forms of requests that a server accepts, and in what it tells. */
export const requestForms: ReadonlyArray<BrokenServer> = [
  {
    fault: "knows the names of headers in lower case only",
    fails: ["RWC-HF-01"],
    passes: ["RWC-HF-02"],
    tamper: () => (request, forward) =>
      forward(request.spelling === undefined ? request : without(request, "x-vault-token", "x-vault-wrap-ttl"))
  },
  {
    fault: "requires X-Vault-Request",
    fails: ["RWC-HF-02"],
    passes: ["RWC-HF-01"],
    tamper: refuses(412, ({ headers }) => headers["x-vault-request"] === undefined)
  },
  {
    fault: "reads JSON that is called a form as a form",
    fails: ["RWC-HF-03"],
    passes: ["RWC-HF-04", "RWC-BI-04"],
    tamper: () => (request, forward) =>
      forward(isForm(request) && request.body?.startsWith("{") === true ? withBody(request, "{}") : request)
  },
  {
    fault: "rejects a content type with parameters",
    fails: ["RWC-HF-03"],
    passes: ["RWC-HF-04"],
    tamper: refuses(415, ({ headers }) => headers["content-type"]?.includes(";") === true)
  },
  {
    fault: "does not decode escapes in keys",
    fails: ["RWC-HF-04"],
    passes: ["RWC-HF-03"],
    tamper: () => (request, forward) =>
      forward(request.body === undefined ? request : withBody(request, request.body.replaceAll("\\u00", "")))
  },
  {
    fault: "does not decode escapes in paths",
    fails: ["RWC-HF-04"],
    passes: ["RWC-HF-03"],
    tamper: refuses(404, ({ path }) => path.includes("%"))
  },
  {
    fault: "rejects a body with white space around it",
    fails: ["RWC-HF-04"],
    passes: ["RWC-HF-03"],
    tamper: refuses(400, ({ body = "" }) => body.trim() !== body)
  },
  {
    fault: "rejects clients that accept compressed responses",
    fails: ["RWC-HF-05"],
    passes: ["RWC-HF-04"],
    tamper: refuses(406, ({ headers }) => headers["accept-encoding"] !== undefined)
  },
  {
    fault: "ignores a chunked body",
    fails: ["RWC-HF-06"],
    passes: ["RWC-HF-05"],
    tamper: () => (request, forward) =>
      forward(
        request.headers["transfer-encoding"] === undefined
          ? request
          : withBody(without(request, "transfer-encoding"), "{}")
      )
  },
  {
    fault: "takes the caller from an earlier request of the connection",
    fails: ["RWC-HF-07"],
    passes: ["RWC-HF-05"],
    tamper: remembers(
      ({ headers }) => headers["x-vault-token"],
      (request, last) => (request.headers["x-vault-token"] === undefined ? asRoot(request, last) : undefined)
    )
  },
  {
    fault: "takes the wrap TTL from an earlier request of the connection",
    fails: ["RWC-HF-07"],
    passes: ["RWC-HF-05"],
    tamper: remembers(
      ({ headers }) => headers["x-vault-wrap-ttl"],
      (request, last) =>
        request.method === "GET" ? { ...request, headers: { ...request.headers, "x-vault-wrap-ttl": last } } : undefined
    )
  },
  {
    fault: "takes the body from an earlier request of the connection",
    fails: ["RWC-HF-07"],
    passes: ["RWC-HF-05"],
    tamper: remembers(
      ({ body }) => body,
      (request, last) => (request.body === undefined && isPath(request, LOOKUP) ? withBody(request, last) : undefined)
    )
  },
  {
    fault: "ignores what follows a token in the header",
    fails: ["RWC-HF-08"],
    passes: ["RWC-SU-01"],
    tamper: mistakes((given, issued) => issued !== "" && given.startsWith(issued), "header")
  },
  {
    fault: "ignores what follows a NUL in the body",
    fails: ["RWC-HF-08"],
    passes: ["RWC-SU-01"],
    tamper: mistakes((given, issued) => given.split("\u0000")[0] === issued, "body")
  },
  {
    fault: "ignores one character of a token",
    fails: ["RWC-HF-08"],
    passes: ["RWC-SU-01"],
    tamper: mistakes((given, issued) => withoutOne(given) === withoutOne(issued), "body")
  },
  {
    fault: "returns the size of the payload in a lookup",
    fails: ["RWC-HF-09"],
    passes: ["RWC-LK-01", "RWC-LK-04"],
    tamper: () => {
      const sizes = new Map<string, number>()
      return async (request, forward) => {
        const response = await forward(request)
        if (isPath(request, WRAP)) sizes.set(valueIn(response, "token") ?? "", request.body?.length ?? 0)
        const size = isPath(request, LOOKUP) ? sizes.get(tokenOf(request) ?? "") : undefined
        return size === undefined
          ? response
          : editText(response, (text) => text.replace('"creation_path"', `"size":${size},"creation_path"`))
      }
    }
  },
  {
    fault: "returns the size of the payload in wrap_info",
    fails: ["RWC-HF-09"],
    passes: ["RWC-LK-01"],
    tamper: alterResponse((response, request) =>
      isPath(request, WRAP)
        ? editText(response, (text) =>
            text.replace('"creation_path"', `"check":${request.body?.length ?? 0},"creation_path"`)
          )
        : undefined
    )
  },
  {
    fault: "decodes long responses in pieces",
    fails: ["RWC-FI-13"],
    passes: ["RWC-FI-07"],
    tamper: alterResponse((response, request) =>
      isPath(request, UNWRAP)
        ? editText(response, (text) => {
            const bytes = Buffer.from(text)
            const pieces = Array.from({ length: Math.ceil(bytes.length / 16_384) }, (_, i) =>
              bytes.subarray(i * 16_384, (i + 1) * 16_384).toString("utf8")
            )
            return pieces.join("")
          })
        : undefined
    )
  },
  {
    fault: "prints numbers with exponents in its own way",
    fails: ["RWC-FI-14"],
    passes: ["RWC-FI-01", "RWC-FI-10"],
    tamper: alterResponse((response) => editText(response, (text) => text.replaceAll("e+", "e")))
  },
  {
    fault: "decodes percent signs in strings",
    fails: ["RWC-FI-15"],
    passes: ["RWC-FI-02", "RWC-FI-11"],
    tamper: alterResponse((response) => editText(response, (text) => text.replaceAll("%41", "A")))
  },
  {
    fault: "replaces rare characters",
    fails: ["RWC-FI-15"],
    passes: ["RWC-FI-02", "RWC-FI-11"],
    tamper: alterResponse((response) => editText(response, (text) => text.replaceAll("\u{20000}", "\ufffd")))
  }
]
