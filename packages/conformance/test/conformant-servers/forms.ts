import { createHash, randomUUID } from "node:crypto"
import type { WireRequest } from "../../src/transport.ts"
import { editText, json, type MakeTamper } from "../broken-servers/tampering.ts"
import { family, type ConformantServer } from "./conformant-server.ts"

const TOKEN = /s\.ew[A-Za-z0-9]{20,}/g
const ACCESSOR = /(?<="(?:wrapped_)?accessor":")[A-Za-z0-9]{24}(?=")/g
const WORD = /(?:s\.ew)?[A-Za-z0-9]{24,}/g

/** Gives tokens and accessors other names, on the way to the suite and back. */
export const renames =
  (tokenOf: (real: string, n: number) => string, accessorOf: (real: string, n: number) => string): MakeTamper =>
  () => {
    const [shown, real] = [new Map<string, string>(), new Map<string, string>()]
    const learn = (name: string, make: (real: string, n: number) => string): void => {
      if (shown.has(name)) return
      const other = make(name, shown.size)
      shown.set(name, other)
      real.set(other, name)
    }
    const back = (text: string): string => real.get(text) ?? text
    const inBody = (body: string): string =>
      body
        // Keys may contain escapes, and white space may follow them.
        .replace(/(?<="(?:token|toke\\u006e|accessor)"\s*:\s*")[^"\\]+(?=")/g, back)
        .replace(/(?<=^token=)[^&]+/, (text) => encodeURIComponent(back(decodeURIComponent(text))))
    const withReal = (request: WireRequest): WireRequest => {
      const { body, headers, path } = request
      return {
        ...request,
        path: path.replace(/(?<=[?&]token=)[^&]+/, (text) => encodeURIComponent(back(decodeURIComponent(text)))),
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [
            name,
            value.startsWith("Bearer ") ? `Bearer ${back(value.slice(7))}` : back(value)
          ])
        ),
        ...(body === undefined ? {} : { body: inBody(body) })
      }
    }
    return async (request, forward) => {
      const response = await forward(withReal(request))
      for (const [name] of response.text.matchAll(TOKEN)) learn(name, tokenOf)
      for (const [name] of response.text.matchAll(ACCESSOR)) learn(name, accessorOf)
      return editText(response, (text) => text.replace(WORD, (word) => shown.get(word) ?? word))
    }
  }

const digest = (text: string, encoding: "hex" | "base64url" | "base64"): string =>
  createHash("sha256").update(text).digest(encoding)

/** Changes the text of every response. */
const alterText =
  (edit: (text: string) => string): MakeTamper =>
  () =>
  async (request, forward) =>
    editText(await forward(request), edit)

const TIME = /"([a-z_]*time[a-z_0-9]*)":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)"/g
const alterTimes = (change: (time: Date) => string): MakeTamper =>
  alterText((text) => text.replace(TIME, (_, key: string, time: string) => `"${key}":"${change(new Date(time))}"`))

const TOKENS = [
  ...family("SU", "UN", "LK", "AC", "RW"),
  "RWC-TK-01",
  "RWC-TK-08",
  "RWC-TL-09",
  "RWC-TL-10",
  "RWC-UP-03"
]
const OTHERS = ["RWC-PR-02", "RWC-PR-06", "RWC-AR-02", "RWC-UP-01", "RWC-TR-01", "RWC-TL-01", "RWC-K2-01"]
const TIMES = [...family("CP", "LK"), "RWC-LE-01", "RWC-K2-04", "RWC-K2-12", "RWC-PK-06", "RWC-PK-10"]

/** Servers whose answers have another form. */
export const otherForms: ReadonlyArray<ConformantServer> = [
  {
    form: "issues long tokens, such as signed ones, and accessors with other characters",
    touches: TOKENS,
    tamper: renames(
      (real) => `ey.${digest(`1${real}`, "base64url")}.${digest(`2${real}`, "base64url").repeat(6)}`,
      (real) => `acc:${digest(real, "base64")}`
    )
  },
  {
    form: "issues UUIDs as tokens and accessors, as the original once did",
    touches: TOKENS,
    tamper: renames(
      () => randomUUID(),
      () => randomUUID()
    )
  },
  {
    form: "issues short tokens without a prefix",
    touches: TOKENS,
    tamper: renames(
      (real) => digest(real, "base64url").slice(0, 22),
      (real) => digest(real, "hex").slice(0, 32)
    )
  },
  {
    form: "numbers its requests",
    touches: family("WE", "CP"),
    tamper: () => {
      let n = 0
      return async (request, forward) =>
        editText(await forward(request), (text) =>
          text.replace(/"request_id":"[^"]+"/, () => `"request_id":"req-${++n}"`)
        )
    }
  },
  {
    form: "adds fields to envelopes, auth, wrap_info and lookups",
    touches: [...family("LK", "CP", "WE", "AC", "CB"), ...OTHERS],
    tamper: () => async (request, forward) => {
      const wrapped = request.path === "sys/wrapping/unwrap" || request.path.startsWith("cubbyhole/")
      return editText(await forward(request), (text) => {
        if (wrapped) return text.replace(/^\{"request_id"/, '{"mount_type":"system","request_id"')
        const outside = text
          .replace(/^\{"request_id"/, '{"mount_type":"system","extra":{"a":[1]},"request_id"')
          .replace(/"(auth|wrap_info)":\{/g, '"$1":{"extra":null,')
          .replace(/"metadata":\{(?="(role_name|username)")/g, '"metadata":{"region":"here",')
        return !/"data":\{"(accessor|creation_path|keys|sys|capabilities|version|id)"/.test(outside)
          ? outside
          : outside.replace('"data":{', '"data":{"extra":"more",')
      })
    }
  },
  {
    form: "says something on every success, and so answers 200 where others answer 204",
    touches: [
      ...family("CB", "K1", "K2", "SI"),
      "RWC-WE-06",
      "RWC-TL-02",
      "RWC-TK-03",
      "RWC-KS-03",
      "RWC-PO-01",
      "RWC-TR-01",
      "RWC-AC-03",
      "RWC-LE-04"
    ],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      const nothing = { request_id: "x", lease_id: "", renewable: false, lease_duration: 0, data: null }
      return response.status === 204 && !request.path.startsWith("sys/wrapping/")
        ? json(200, { ...nothing, wrap_info: null, warnings: ["done"], auth: null })
        : response
    }
  },
  {
    form: "returns lists of policies in another order",
    touches: [...family("TL", "TR"), "RWC-AU-07", "RWC-AR-02", "RWC-UP-01", "RWC-LF-01"],
    tamper: alterText((text) =>
      text.replace(
        /"((?:token_)?policies|allowed_policies)":\[([^\]]+)\]/g,
        (_, key: string, list: string) =>
          `"${key}":[${JSON.stringify((JSON.parse(`[${list}]`) as ReadonlyArray<string>).toReversed()).slice(1, -1)}]`
      )
    )
  },
  {
    form: "prints JSON over several lines, and other characters as escapes",
    touches: [...family("FI", "CB", "WE"), "RWC-SU-15"],
    tamper: alterText((text) =>
      text
        .replace(/^\{/, "{\n  ")
        .replace(/\}$/, "\n}\n")
        .replaceAll(/[\u0080-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`)
    )
  },
  {
    form: "has a clock that is five hours slow behind a proxy that sets Date",
    touches: TIMES,
    tamper: alterTimes((time) => new Date(time.getTime() - 5 * 3_600_000).toISOString())
  },
  {
    form: "has a Date header that is hours off",
    touches: TIMES,
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return { ...response, headers: { ...response.headers, date: "Sat, 01 Jan 2000 00:00:00 GMT" } }
    }
  },
  {
    form: "counts whole seconds",
    touches: TIMES,
    tamper: alterTimes((time) => time.toISOString().replace(/\.\d+Z$/, "Z"))
  },
  {
    form: "reports times in its own zone",
    touches: TIMES,
    tamper: alterTimes((time) => new Date(time.getTime() + 5.5 * 3_600_000).toISOString().replace("Z", "+05:30"))
  },
  {
    form: "adds parameters to Content-Type and Cache-Control",
    touches: ["RWC-WE-09", "RWC-ER-22", "RWC-PK-08"],
    tamper: () => async (request, forward) => {
      const { headers, ...response } = await forward(request)
      const type = headers["content-type"]
      return {
        ...response,
        headers: {
          ...headers,
          "cache-control": "private, no-store, max-age=0",
          ...(type === undefined ? {} : { "content-type": `${type}; charset=utf-8` })
        }
      }
    }
  }
]
