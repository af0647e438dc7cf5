import type { WireResponse } from "../src/transport.ts"
import type { Broken } from "./broken-server.ts"
import { edited, fieldOf, isPath, json, UNWRAP } from "./broken-transport.ts"
import { idle, isWrite, misanswered, unread, withFields } from "./tampers.ts"

const KEY = '"private_key":"-----BEGIN EC PRIVATE KEY-----"'

/** Promises about the key-value engine and about certificates. */
export const brokenEngines: ReadonlyArray<Broken> = [
  {
    promise: "a write replaces the whole secret: it is merged",
    fails: ["RWC-K1-01"],
    passes: ["RWC-K1-02"],
    tamper: () => async (request, forward) => {
      if (request.method !== "PUT") return forward(request)
      const before = await forward({ method: "GET", path: request.path, headers: request.headers })
      const { data } = JSON.parse(before.text) as { readonly data?: object }
      return forward(withFields(request, (fields) => ({ ...data, ...fields })))
    }
  },
  {
    promise: "a delete removes the secret: it stays",
    fails: ["RWC-K1-01", "RWC-K2-04"],
    passes: ["RWC-K1-02", "RWC-K2-05"],
    tamper: idle((request) => request.method === "DELETE" && !/metadata|sys\//.test(request.path))
  },
  {
    promise: "a list is sorted: the first comes last",
    fails: ["RWC-K1-02"],
    passes: ["RWC-K1-01"],
    tamper: misanswered((response) =>
      edited(response, (text) => text.replace(/"keys":\["([^"]*)",(.*?)\]/, '"keys":[$2,"$1"]'))
    )
  },
  {
    promise: "a version is read by its number: it is always the last",
    fails: ["RWC-K2-01", "RWC-K2-04", "RWC-K2-06", "RWC-K2-11", "RWC-K2-12"],
    passes: ["RWC-K2-02", "RWC-K2-08"],
    tamper: () => (request, forward) => forward({ ...request, path: request.path.replace(/\?version=\d+/, "") })
  },
  {
    promise: "check-and-set: it is not looked at",
    fails: ["RWC-K2-02", "RWC-K2-03", "RWC-K2-09"],
    passes: ["RWC-K2-01"],
    tamper: () => (request, forward) =>
      forward(
        isWrite(request) || request.method === "PATCH"
          ? withFields(request, ({ options: _, ...rest }) => rest)
          : request
      )
  },
  {
    promise: "check-and-set can be required: it is not",
    fails: ["RWC-K2-03"],
    passes: ["RWC-K2-02"],
    tamper: unread("cas_required", "")
  },
  {
    promise: "a deleted version comes with its metadata: it is a plain 404",
    fails: ["RWC-K2-04", "RWC-K2-05", "RWC-K2-06"],
    passes: ["RWC-K2-01", "RWC-K2-07"],
    tamper: misanswered((response) => (response.status === 404 ? json(404, { errors: [] }) : undefined))
  },
  {
    promise: "undelete brings a version back: it only says so",
    fails: ["RWC-K2-04"],
    passes: ["RWC-K2-05"],
    tamper: idle((request) => request.path.includes("/undelete/"))
  },
  {
    promise: "destroy is final: it is a delete",
    fails: ["RWC-K2-05"],
    passes: ["RWC-K2-04", "RWC-K2-06"],
    tamper: () => (request, forward) => forward({ ...request, path: request.path.replace("/destroy/", "/delete/") })
  },
  {
    promise: "versions are deleted by number: it is the last that goes",
    fails: ["RWC-K2-06"],
    passes: ["RWC-K2-04"],
    tamper: () => (request, forward) =>
      forward(
        request.path.includes("/delete/")
          ? { method: "DELETE", path: request.path.replace("/delete/", "/data/"), headers: request.headers }
          : request
      )
  },
  {
    promise: "deleting the metadata removes all versions: only the last",
    fails: ["RWC-K2-07"],
    passes: ["RWC-K2-01", "RWC-K2-08"],
    tamper: () => (request, forward) =>
      forward(
        request.method === "DELETE" ? { ...request, path: request.path.replace("/metadata/", "/data/") } : request
      )
  },
  {
    promise: "custom metadata is told with each version: it is null",
    fails: ["RWC-K2-08"],
    passes: ["RWC-K2-01"],
    tamper: misanswered((response) =>
      edited(response, (text) => text.replace(/"custom_metadata":\{[^}]*\}/, '"custom_metadata":null'))
    )
  },
  {
    promise: "a patch leaves what it does not name: it is a write",
    fails: ["RWC-K2-09"],
    passes: ["RWC-K2-01"],
    tamper: () => (request, forward) => forward(request.method === "PATCH" ? { ...request, method: "POST" } : request)
  },
  {
    promise: "a patch says that it is a merge: it need not",
    fails: ["RWC-K2-09"],
    passes: ["RWC-K2-01"],
    tamper: () => (request, forward) =>
      forward(
        request.method === "PATCH"
          ? { ...request, headers: { ...request.headers, "content-type": "application/merge-patch+json" } }
          : request
      )
  },
  {
    promise: "subkeys hides the values: it gives the data",
    fails: ["RWC-K2-10"],
    passes: ["RWC-K2-01"],
    tamper: () => async (request, forward) => {
      const response = await forward({ ...request, path: request.path.replace("/subkeys/", "/data/") })
      return request.path.includes("/subkeys/")
        ? edited(response, (text) => text.replace('{"data":', '{"subkeys":'))
        : response
    }
  },
  {
    promise: "max_versions bounds the versions: it is not looked at",
    fails: ["RWC-K2-11"],
    passes: ["RWC-K2-01"],
    tamper: unread("max_versions", "")
  },
  {
    promise: "what is unwrapped is what was read: the metadata is left out",
    fails: ["RWC-K2-12"],
    passes: ["RWC-K2-01"],
    tamper: misanswered((response, request) =>
      isPath(request, UNWRAP)
        ? edited(response, (text) => text.replace(/"created_time":"[^"]*"/, '"created_time":""'))
        : undefined
    )
  },
  {
    promise: "the key of an internal root stays inside: it is given out",
    fails: ["RWC-PK-01"],
    passes: ["RWC-PK-04"],
    tamper: misanswered((response, request) =>
      request.path.includes("root/generate/internal") ? withKey(response) : undefined
    )
  },
  {
    promise: "a key that is exported is given out once: reads have it too",
    fails: ["RWC-PK-01", "RWC-PK-03"],
    passes: ["RWC-PK-02", "RWC-PK-06"],
    tamper: misanswered((response, request) => (request.path.includes("/key/") ? withKey(response) : undefined))
  },
  {
    promise: "what is handed over has no certificate: it stands beside wrap_info",
    fails: ["RWC-PK-02", "RWC-PK-03", "RWC-PK-07"],
    passes: ["RWC-PK-04", "RWC-PK-06"],
    tamper: misanswered((response) =>
      /"creation_path":"[^"]*\/(issue|sign|root)/.test(response.text)
        ? edited(response, (text) => text.replace('"data":null', `"data":{"certificate":"CERTIFICATE",${KEY}}`))
        : undefined
    )
  },
  {
    promise: "a wrapped answer is opened once: as often as one likes",
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
    promise: "names are checked: any is allowed",
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
    promise: "a role is found by its name: any is taken",
    fails: ["RWC-PK-05"],
    passes: ["RWC-PK-02"],
    tamper: () => (request, forward) => forward({ ...request, path: request.path.replace(/\/serve$/, "/server") })
  },
  {
    promise: "a revoked certificate is listed: the list is empty",
    fails: ["RWC-PK-06"],
    passes: ["RWC-PK-09"],
    tamper: misanswered((_, request) =>
      request.path.endsWith("/certs/revoked") ? json(404, { errors: [] }) : undefined
    )
  },
  {
    promise: "a revoked certificate is on the CRL: the CRL is an old one",
    fails: ["RWC-PK-06"],
    passes: ["RWC-PK-09"],
    hasty: true,
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
    promise: "a certificate says since when it is revoked: it says nothing",
    fails: ["RWC-PK-06"],
    passes: ["RWC-PK-09"],
    tamper: misanswered((response, request) =>
      request.path.includes("/cert/")
        ? edited(response, (text) => text.replace(/"revocation_time":\d+/, '"revocation_time":0'))
        : undefined
    )
  },
  {
    promise: "a signing request has its own key: a new one is made",
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
    promise: "a raw answer keeps its content type: it becomes JSON",
    fails: ["RWC-PK-08"],
    passes: ["RWC-PK-09"],
    tamper: misanswered((response) =>
      response.headers["content-type"]?.includes("pem") === true
        ? { ...response, headers: { ...response.headers, "content-type": "application/json" } }
        : undefined
    )
  },
  {
    promise: "a raw answer is unwrapped as it was: its bytes are in base64",
    fails: ["RWC-PK-08"],
    passes: ["RWC-PK-02"],
    tamper: misanswered((response, request) =>
      isPath(request, UNWRAP) && response.text.startsWith("-----BEGIN") ? edited(response, btoa) : undefined
    )
  },
  {
    promise: "certificates are read by anyone: a token is asked for",
    fails: ["RWC-PK-06", "RWC-PK-09"],
    passes: ["RWC-PK-01", "RWC-PK-03"],
    tamper: () => async (request, forward) =>
      request.path.includes("/cert/") && request.headers["x-vault-token"] === undefined
        ? json(403, { errors: ["permission denied"] })
        : forward(request)
  },
  {
    promise: "a role bounds the life of certificates: they live as long as is asked for",
    fails: ["RWC-PK-10"],
    passes: ["RWC-PK-02"],
    tamper: unread("max_ttl", "")
  }
]

const withKey = (response: WireResponse): WireResponse =>
  edited(response, (text) => text.replace('"data":{', `"data":{${KEY},`))
