import type { WireResponse } from "../../src/transport.ts"
import type { BrokenServer } from "./broken-server.ts"
import { alterResponse, editText, isPath, tokenOf } from "./tampering.ts"

const withHeader = (response: WireResponse, name: string, value: string): WireResponse => ({
  ...response,
  headers: { ...response.headers, [name]: value }
})

const encodings: Readonly<Record<string, (token: string) => string>> = {
  "as it is": (token) => token,
  "in hexadecimal": (token) => Buffer.from(token).toString("hex"),
  "in base64": (token) => Buffer.from(token).toString("base64"),
  reversed: (token) => [...token].reverse().join(""),
  "in part": (token) => `…${token.slice(-14)}`
}

/** Faults that any response may have, whatever it is about. */
export const everyResponse: ReadonlyArray<BrokenServer> = [
  {
    fault: "lets caches keep what is unwrapped by body",
    fails: ["RWC-OR-01"],
    passes: ["RWC-OR-02", "RWC-OR-03", "RWC-OR-04"],
    tamper: alterResponse((response, request) =>
      isPath(request, "sys/wrapping/unwrap") && request.body !== undefined
        ? withHeader(response, "cache-control", "private")
        : undefined
    )
  },
  {
    fault: "sends lookups as plain text",
    fails: ["RWC-OR-02"],
    passes: ["RWC-OR-01", "RWC-OR-03"],
    tamper: alterResponse((response, request) =>
      isPath(request, "sys/wrapping/lookup") ? withHeader(response, "content-type", "text/plain") : undefined
    )
  },
  {
    fault: "leaves keys out of the envelope of a lookup",
    fails: ["RWC-OR-03"],
    passes: ["RWC-OR-01", "RWC-OR-02"],
    tamper: alterResponse((response, request) =>
      isPath(request, "sys/wrapping/lookup")
        ? editText(response, (text) => text.replace('"lease_id":"",', ""))
        : undefined
    )
  },
  ...Object.entries(encodings).flatMap(([how, encode]): ReadonlyArray<BrokenServer> => [
    {
      fault: `repeats the token ${how} in a header`,
      fails: ["RWC-OR-04"],
      passes: ["RWC-OR-01", "RWC-OR-03"],
      tamper: alterResponse((response, request) =>
        isPath(request, "sys/wrapping/lookup")
          ? withHeader(response, "x-debug", encode(tokenOf(request) ?? ""))
          : undefined
      )
    },
    {
      fault: `repeats the token ${how} in the data of an error`,
      fails: ["RWC-OR-04"],
      passes: ["RWC-OR-01", "RWC-OR-03"],
      tamper: alterResponse((response, request) =>
        response.status === 400 && tokenOf(request) !== undefined
          ? editText(response, (text) =>
              text.replace(/\}\s*$/, `,"data":${JSON.stringify(encode(tokenOf(request) ?? ""))}}`)
            )
          : undefined
      )
    }
  ]),
  {
    fault: "repeats the payload in the error for an invalid wrap TTL",
    fails: ["RWC-OR-04"],
    passes: ["RWC-OR-01"],
    tamper: alterResponse((response, request) =>
      response.status === 400 && request.headers["x-vault-wrap-ttl"] !== undefined
        ? editText(response, (text) =>
            text.replace('{"errors":["', () => `{"errors":["for ${JSON.stringify(request.body).slice(1, -1)}: `)
          )
        : undefined
    )
  }
]
