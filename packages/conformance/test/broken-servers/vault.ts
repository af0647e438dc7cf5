import { type Difference, listed } from "./difference.ts"
import { editText, fieldOf, ignoreField, isBelow, isPath, json } from "./tampering.ts"

const MEBIBYTE = 1_024 * 1_024
const LEVELS = 300

/** What Vault says about the JSON of a body before anything else looks at it. */
const complaintAbout = (body: string): string | undefined => {
  if (!/^[[{]/.test(body)) return undefined
  if (isCut(body)) return "malformed JSON, unclosed containers"
  if (body.includes("[".repeat(LEVELS))) return "JSON input exceeds allowed nesting depth"
  return longestString(body) > MEBIBYTE ? "JSON string value exceeds allowed length" : undefined
}

const isCut = (body: string): boolean => {
  const outside = body.replaceAll(/"(?:[^"\\]|\\.)*("|$)/gs, "")
  return outside.split(/[[{]/).length > outside.split(/[\]}]/).length
}

const longestString = (body: string): number => Math.max(0, ...body.split('"').map(({ length }) => length))

/** The known differences of Vault 1.21.4 from OpenBao. */
export const vaultDifferences: ReadonlyArray<Difference> = [
  {
    difference: "returns mount_type in the envelope (Vault)",
    fails: [],
    tamper: () => async (request, forward) =>
      editText(await forward(request), (text) => text.replace(/^\{"request_id"/, '{"mount_type":"system","request_id"'))
  },
  {
    difference: "returns 500 for a body whose JSON is cut, is nested deeply, or has a long string (Vault)",
    fails: ["RWC-SO-12", "RWC-SS-07"],
    tamper: () => async (request, forward) => {
      const body = request.body ?? ""
      // A body that is too large is refused first.
      const complaint = body.length > 32 * MEBIBYTE ? undefined : complaintAbout(body)
      return complaint === undefined ? forward(request) : json(500, { errors: [complaint] })
    }
  },
  {
    difference: "returns 500 for a password hash that is not one (Vault)",
    fails: ["RWC-SL-06"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      const isAlone = fieldOf(request, "password_hash") !== undefined && fieldOf(request, "password") === undefined
      return response.status === 400 && isAlone && isBelow(request, "auth")
        ? listed(500, "password hash has incorrect length")
        : response
    }
  },
  {
    difference: "returns no path of a lease (Vault)",
    fails: [],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return isPath(request, "sys/leases/lookup")
        ? editText(response, (text) => text.replace(/"path":"[^"]*",|,"path":"[^"]*"/, ""))
        : response
    }
  },
  {
    difference: "does not know token_strictly_bind_ip (Vault)",
    fails: ["RWC-SA-04"],
    tamper: (root) => {
      const ignoring = ignoreField("token_strictly_bind_ip", "auth/")(root)
      return async (request, forward) =>
        editText(await ignoring(request, forward), (text) => text.replace(/"token_strictly_bind_ip":(true|false),/, ""))
    }
  },
  {
    difference: "requires sudo in a policy for revoke-orphan, and returns 403 without it (Vault)",
    fails: [],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return isPath(request, "auth/token/revoke-orphan") && response.text.includes("root or sudo privileges required")
        ? listed(403, "permission denied")
        : response
    }
  },
  {
    difference: "returns 404 and a warning for a list below data (Vault)",
    fails: [],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      const isList = request.method === "LIST" && request.path.includes("/data/")
      return isList && response.status === 405
        ? json(404, { request_id: "1", data: null, warnings: ["Invalid path for a versioned K/V secrets engine."] })
        : response
    }
  }
]
