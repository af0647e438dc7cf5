import { LOOKUP, REWRAP, UNWRAP } from "../../src/endpoints.ts"
import type { WireResponse } from "../../src/transport.ts"
import { fieldOf, isPath, json, type MakeTamper } from "../broken-servers/tampering.ts"
import { family, type ConformantServer } from "./conformant-server.ts"

/** The texts that clients look for. */
const READ_BY_CLIENTS = /wrapping token is not valid or does not exist|permission denied/

/** Changes the list of errors of every error response. */
const alterErrors =
  (change: (errors: ReadonlyArray<string>, response: WireResponse) => ReadonlyArray<string>): MakeTamper =>
  () =>
  async (request, forward) => {
    const response = await forward(request)
    if (response.status < 400 || !response.text.startsWith('{"errors":')) return response
    const body = JSON.parse(response.text) as { readonly errors: ReadonlyArray<string> }
    return { ...response, text: JSON.stringify({ ...body, errors: change(body.errors, response) }) }
  }

/** Answers some requests itself, with this status. */
const refuses =
  (status: number, which: (token: unknown) => boolean): MakeTamper =>
  () =>
  async (request, forward) =>
    [UNWRAP, REWRAP, LOOKUP].some((path) => isPath(request, path)) && which(fieldOf(request, "token"))
      ? json(status, { errors: ["the token cannot be read"] })
      : forward(request)

/** Looks like no token of the server. */
const isMalformed = (token: unknown): boolean =>
  token === "" ||
  (token !== undefined && token !== null && typeof token !== "string") ||
  (typeof token === "string" && (token.trim() !== token || token.toLowerCase() === token))

const ERRORS = [...family("SU", "UN", "RW", "ER", "AC", "WE", "EA"), "RWC-PW-01", "RWC-TL-08", "RWC-CB-01", "RWC-K1-01"]
const TOUCHED = [
  ...ERRORS,
  ...family("TTL", "BI"),
  "RWC-K2-02",
  "RWC-PO-04",
  "RWC-AR-04",
  "RWC-LE-02",
  "RWC-PK-05",
  "RWC-CH-04",
  "RWC-TR-06"
]

/** Servers that refuse in other words, and what is malformed in another way. */
export const otherErrors: ReadonlyArray<ConformantServer> = [
  {
    form: "puts every error into a list, as the original does for some",
    touches: TOUCHED,
    tamper: alterErrors((errors) => errors.map((error) => `1 error occurred:\n\t* ${error}\n\n`))
  },
  {
    form: "lists several errors in one text",
    touches: ERRORS,
    tamper: alterErrors((errors) => errors.map((error) => `2 errors occurred:\n\t* ${error}\n\t* request failed\n\n`))
  },
  {
    form: "says in another error where to read more",
    touches: ERRORS,
    tamper: alterErrors((errors) => ["the request failed, see the manual", ...errors])
  },
  {
    form: "says in its own words what no client reads",
    touches: TOUCHED,
    tamper: alterErrors((errors) =>
      errors.map((error) => READ_BY_CLIENTS.exec(error)?.[0] ?? "the server did not do that, sorry")
    )
  },
  {
    form: "explains a 404",
    touches: [...family("CB", "K1", "K2"), "RWC-WE-05", "RWC-WE-07"],
    tamper: alterErrors((errors, { status }) => (status === 404 && errors.length === 0 ? ["there is nothing"] : errors))
  },
  {
    form: "adds an id of the request to every error response",
    touches: [...family("EA"), "RWC-AR-04", "RWC-UP-02", "RWC-ER-21"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return response.status < 400
        ? response
        : { ...response, text: response.text.replace(/^\{/, `{"request_id":"${Math.random()}",`) }
    }
  },
  ...[400, 401, 404, 422].map((status): ConformantServer => ({
    form: `refuses a malformed token in the body with ${status}`,
    touches: family("UN", "ER", "RW", "EA"),
    tamper: refuses(status, isMalformed)
  })),
  {
    form: "refuses a malformed token in the header with 401",
    touches: ["RWC-ER-16", "RWC-WE-05", "RWC-UN-02", "RWC-RW-07", "RWC-AC-10"],
    tamper: () => async (request, forward) =>
      request.headers["x-vault-token"] === "no-such-token" &&
      request.headers["x-vault-wrap-ttl"]?.startsWith("-") !== true &&
      !isPath(request, LOOKUP)
        ? json(401, { errors: ["the token cannot be read"] })
        : forward(request)
  },
  {
    form: "refuses a header that is sent twice with 431",
    touches: ["RWC-BI-01", "RWC-BI-02"],
    tamper: () => async (request, forward) =>
      request.duplicateHeaders === undefined ? forward(request) : json(431, { errors: ["a header is sent twice"] })
  },
  {
    form: "reports an invalid wrap TTL before an invalid body",
    touches: ["RWC-TTL-51", "RWC-BI-05"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return response.text.includes("failed to decode JSON") && request.headers["x-vault-wrap-ttl"] === "-1"
        ? json(400, { errors: ["error parsing X-Vault-Wrap-TTL header: requested wrap ttl cannot be negative"] })
        : response
    }
  },
  {
    form: "redirects relative path segments",
    touches: ["RWC-BI-03"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return /\/(\.|%2e)/.test(request.path) && response.status === 400
        ? { status: 308, headers: { location: "/v1/sys/health" }, text: "" }
        : response
    }
  },
  {
    form: "does not know a role's unknown secret ids with 404",
    touches: family("SI"),
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return request.path.endsWith("/secret-id/lookup") && response.status === 204
        ? json(404, { errors: ["no such secret id"] })
        : response
    }
  },
  {
    form: "accepts bcrypt hashes only with the cost that everybody has",
    touches: ["RWC-LF-05"],
    tamper: () => async (request, forward) => {
      const hash = fieldOf(request, "password_hash")
      return typeof hash === "string" && !hash.startsWith("$2a$10$")
        ? json(400, { errors: ["the hash is not a bcrypt hash of cost 10"] })
        : forward(request)
    }
  },
  {
    form: "demands that a role of batch tokens says that they are not renewable",
    touches: ["RWC-TR-04", "RWC-TR-02", "RWC-CH-02", "RWC-CH-07"],
    tamper: () => async (request, forward) =>
      fieldOf(request, "token_type") === "batch" &&
      request.path.startsWith("auth/token/roles/") &&
      fieldOf(request, "renewable") !== false
        ? json(400, { errors: ["'token_type' cannot be 'batch' when role is set to generate renewable tokens"] })
        : forward(request)
  }
]
