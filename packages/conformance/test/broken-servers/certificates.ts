import { UNWRAP } from "../../src/endpoints.ts"
import type { WireResponse } from "../../src/transport.ts"
import type { BrokenServer } from "./broken-server.ts"
import {
  alterResponse,
  editText,
  fieldOf,
  ignoreField,
  isPath,
  isWrite,
  json,
  pretendSuccess,
  withFields
} from "./tampering.ts"

const KEY = '"private_key":"-----BEGIN EC PRIVATE KEY-----"'

/** Faults of the pki engine. */
export const certificates: ReadonlyArray<BrokenServer> = [
  {
    fault: "returns the private key of an internal root",
    fails: ["RWC-PK-01"],
    passes: ["RWC-PK-04"],
    tamper: alterResponse((response, request) =>
      request.path.includes("root/generate/internal") ? withKey(response) : undefined
    )
  },
  {
    fault: "returns an exported key on every read",
    fails: ["RWC-PK-01", "RWC-PK-03"],
    passes: ["RWC-PK-02", "RWC-PK-06"],
    tamper: alterResponse((response, request) => (request.path.includes("/key/") ? withKey(response) : undefined))
  },
  {
    fault: "returns the certificate next to wrap_info",
    fails: ["RWC-PK-02", "RWC-PK-03", "RWC-PK-07"],
    passes: ["RWC-PK-04", "RWC-PK-06"],
    tamper: alterResponse((response) =>
      /"creation_path":"[^"]*\/(issue|sign|root)/.test(response.text)
        ? editText(response, (text) => text.replace('"data":null', `"data":{"certificate":"CERTIFICATE",${KEY}}`))
        : undefined
    )
  },
  {
    fault: "opens wrapped certificates repeatedly",
    fails: ["RWC-PK-02", "RWC-PK-03", "RWC-PK-08"],
    passes: ["RWC-PK-07"],
    tamper: () => {
      const opened = new Map<string | undefined, WireResponse>()
      return async (request, forward) => {
        const response = await forward(request)
        if (!isPath(request, UNWRAP)) return response
        const token = request.headers["x-vault-token"]
        if (response.status === 200) opened.set(token, response)
        return opened.get(token) ?? response
      }
    }
  },
  {
    fault: "allows any name in a certificate",
    fails: ["RWC-PK-04"],
    passes: ["RWC-PK-02"],
    tamper: () => (request, forward) =>
      forward(
        request.path.includes("/roles/")
          ? withFields(request, (fields) => ({ ...fields, allow_any_name: true }))
          : request
      )
  },
  {
    fault: "uses another role if the named one does not exist",
    fails: ["RWC-PK-05"],
    passes: ["RWC-PK-02"],
    tamper: () => (request, forward) => forward({ ...request, path: request.path.replace(/\/serve$/, "/server") })
  },
  {
    fault: "returns an empty list of revoked certificates",
    fails: ["RWC-PK-06"],
    passes: ["RWC-PK-09"],
    tamper: alterResponse((_, request) =>
      request.path.endsWith("/certs/revoked") ? json(404, { errors: [] }) : undefined
    )
  },
  {
    fault: "does not update the CRL",
    fails: ["RWC-PK-06"],
    passes: ["RWC-PK-09"],
    skipWaits: true,
    tamper: () => {
      let old: WireResponse | undefined
      return async (request, forward) => {
        if (isWrite(request) && request.path.endsWith("/revoke"))
          old ??= await forward({ method: "GET", path: request.path.replace(/revoke$/, "crl/pem"), headers: {} })
        return request.path.endsWith("/crl/pem") && old !== undefined ? old : forward(request)
      }
    }
  },
  {
    fault: "returns no revocation time",
    fails: ["RWC-PK-06"],
    passes: ["RWC-PK-09"],
    tamper: alterResponse((response, request) =>
      request.path.includes("/cert/")
        ? editText(response, (text) => text.replace(/"revocation_time":\d+/, '"revocation_time":0'))
        : undefined
    )
  },
  {
    fault: "generates a new key for a signing request",
    fails: ["RWC-PK-07"],
    passes: ["RWC-PK-02"],
    tamper: () => (request, forward) =>
      forward(
        fieldOf(request, "csr") !== undefined && request.path.includes("/sign/")
          ? withFields({ ...request, path: request.path.replace("/sign/", "/issue/") }, ({ csr: _, ...rest }) => ({
              ...rest,
              common_name: "requested.service.example"
            }))
          : request
      )
  },
  {
    fault: "returns raw responses as JSON",
    fails: ["RWC-PK-08"],
    passes: ["RWC-PK-09"],
    tamper: alterResponse((response) =>
      response.headers["content-type"]?.includes("pem") === true
        ? { ...response, headers: { ...response.headers, "content-type": "application/json" } }
        : undefined
    )
  },
  {
    fault: "unwraps raw responses in base64",
    fails: ["RWC-PK-08"],
    passes: ["RWC-PK-02"],
    tamper: alterResponse((response, request) =>
      isPath(request, UNWRAP) && response.text.startsWith("-----BEGIN") ? editText(response, btoa) : undefined
    )
  },
  {
    fault: "requires a token to read certificates",
    fails: ["RWC-PK-06", "RWC-PK-09"],
    passes: ["RWC-PK-01", "RWC-PK-03"],
    tamper: () => async (request, forward) =>
      request.path.includes("/cert/") && request.headers["x-vault-token"] === undefined
        ? json(403, { errors: ["permission denied"] })
        : forward(request)
  },
  {
    fault: "ignores the maximum TTL of certificates",
    fails: ["RWC-PK-10"],
    passes: ["RWC-PK-02"],
    tamper: ignoreField("max_ttl", "")
  },
  {
    fault: "gives an imported intermediate another key",
    fails: ["RWC-PK-11"],
    passes: ["RWC-PK-01", "RWC-PK-02"],
    tamper: alterResponse((response, request) =>
      /\/issuer\/[^/]+$/.test(request.path)
        ? editText(response, (text) => text.replace(/"key_id":"[^"]*"/, '"key_id":"another"'))
        : undefined
    )
  },
  {
    fault: "ignores the URLs of an authority",
    fails: ["RWC-PK-12"],
    passes: ["RWC-PK-02"],
    tamper: pretendSuccess((request) => request.path.endsWith("/config/urls"))
  },
  {
    fault: "removes every expired certificate on tidying",
    fails: ["RWC-PK-13"],
    passes: ["RWC-PK-09"],
    tamper: () => (request, forward) =>
      forward(
        request.path.endsWith("/tidy") ? withFields(request, (fields) => ({ ...fields, safety_buffer: "1s" })) : request
      )
  }
]

const withKey = (response: WireResponse): WireResponse =>
  editText(response, (text) => text.replace('"data":{', `"data":{${KEY},`))
