import type { ApiResponse, ApiRequest } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import type { Context } from "../context.ts"
import { at, expectError, expectStatus } from "../expect.ts"
import { mountUserpass, mountAppRole } from "../fixtures/login.ts"
import { writeRole } from "../fixtures/token-role.ts"
import { createRequest } from "../fixtures/token.ts"
import { Failure } from "../verdict.ts"
import { expectNotWrapped } from "../wrap-info.ts"

const WRAPPING = "response-wrapping"

/** Policies that a login must not assign, alone and together with others. */
const NOT_BY_LOGIN: ReadonlyArray<unknown> = [
  [WRAPPING],
  ["default", WRAPPING],
  ["RESPONSE-WRAPPING"],
  [" response-wrapping "],
  "default,response-wrapping",
  ["root"],
  ["default", "ROOT"],
  [" root "],
  "Root"
]

export const unassignablePolicies: Family = {
  name: "UA",
  title: "Policies that cannot be assigned",
  cases: [
    {
      id: "RWC-UA-01",
      title: "does not assign response-wrapping in any spelling: directly, to orphans, to batch tokens",
      requirements: ["RW-TK-10", "RW-TK-51"],
      profile: "tokens",
      level: "must",
      why: "Only wrapping may create wrapping tokens, and the policy grants a token their rights.",
      async run(context) {
        if (!context.operator.root) context.skip("needs a token that may assign any policy")
        for (const below of ["", "-orphan"])
          for (const policies of [[WRAPPING], ["default", WRAPPING], "RESPONSE-WRAPPING", [" Response-Wrapping "]])
            for (const extra of [{}, { type: "batch" }, { no_default_policy: true }, { ttl: undefined }])
              expectNotAssigned(await context.send(createRequest({ policies, ...extra }, below)))
      }
    },
    {
      id: "RWC-UA-02",
      title: "does not assign response-wrapping through a role",
      requirements: ["RW-TK-10"],
      profile: "tokens",
      level: "must",
      why: "A role must not be a way around a policy that nobody may assign.",
      async run(context) {
        for (const fields of [
          {},
          { allowed_policies: [WRAPPING] },
          { allowed_policies: ["default", "Response-Wrapping"] },
          { allowed_policies_glob: ["*"] },
          { allowed_policies_glob: ["response-*"] },
          { disallowed_policies: ["conformance-other"] },
          { disallowed_policies_glob: ["conformance-*"] }
        ]) {
          const role = await writeRole(context, fields)
          const bodies = [{ policies: [WRAPPING] }, { policies: ["default", " RESPONSE-WRAPPING"] }]
          for (const body of "allowed_policies" in fields ? [{}, ...bodies] : bodies)
            expectRejected(await context.sendPrivileged(createRequest(body, `/${role}`)))
        }
      }
    },
    {
      id: "RWC-UA-03",
      title: "does not issue root or response-wrapping on a userpass login",
      requirements: ["RW-UP-7", "RW-TK-10", "RW-TK-30"],
      profile: "userpass",
      level: "must",
      long: true,
      why: "Someone who manages users is not the operator.",
      async run(context) {
        const { mount, password, loginPath } = await mountUserpass(context, ["ann"])
        const login: ApiRequest = { method: "POST", path: loginPath("ann"), token: null, body: { password } }
        const user = `auth/${mount}/users/ann`
        await expectNoLogins(context, user, login)
      }
    },
    {
      id: "RWC-UA-04",
      title: "does not issue root or response-wrapping on an AppRole login",
      requirements: ["RW-AR-40", "RW-TK-10", "RW-TK-30"],
      profile: "approle",
      level: "must",
      why: "Someone who manages roles is not the operator.",
      async run(context) {
        const role = await mountAppRole(context)
        const { secretId } = await role.createSecretId()
        await expectNoLogins(context, role.path, role.loginRequest(secretId))
      }
    }
  ]
}

/** Writes each spelling to the user or role, and to the path of its policies. Kept short, because hashing is slow. */
async function expectNoLogins(context: Context, path: string, login: ApiRequest): Promise<void> {
  const batch = { token_no_default_policy: true, token_type: "batch" }
  const service = { token_no_default_policy: false, token_type: "default" }
  for (const [i, token_policies] of NOT_BY_LOGIN.entries()) {
    const body = { token_policies, ...(i % 2 === 0 ? service : batch) }
    await expectNoLogin(context, { path, body }, i < 2 ? { ...login, ttl: 60 } : login)
  }
  for (const token_policies of [["response-wrapping"], ["root"]])
    await expectNoLogin(context, { path: `${path}/policies`, body: { token_policies } }, login)
}

/** Expects that the write or the login is rejected. */
async function expectNoLogin(
  context: Context,
  write: Pick<ApiRequest, "path" | "body">,
  login: ApiRequest
): Promise<void> {
  const written = await context.sendPrivileged({ method: "POST", ...write })
  if (written.status === 400) return
  expectStatus(written, 200, 204)
  expectRejected(await context.send(login))
}

/** Expects 400, and a response with neither a token nor a wrapped one. */
function expectRejected(response: ApiResponse): void {
  if (response.status === 200)
    throw new Failure("a token was issued with a policy that cannot be assigned", {
      expected: "400",
      got: `a token with the policies ${JSON.stringify(at(response, "auth.policies") ?? null)}`,
      response
    })
  expectNotWrapped(response)
  expectError(response, 400)
}

function expectNotAssigned(response: ApiResponse): void {
  expectRejected(response)
  expectError(response, 400)
}
