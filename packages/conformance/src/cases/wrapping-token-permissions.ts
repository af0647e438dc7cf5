import { rewrap, type ApiResponse } from "../api-request.ts"
import type { ConformanceCase, Family } from "../conformance-case.ts"
import type { Context } from "../context.ts"
import { LOOKUP, REWRAP, UNWRAP, WRAP } from "../endpoints.ts"
import { expectAt, expectDone, expectError, expectPayload, expectStatus } from "../expect.ts"
import { mountAuthority, writePkiRole } from "../fixtures/certificate.ts"
import { mountAppRole, mountUserpass } from "../fixtures/login.ts"
import { writePolicy } from "../fixtures/policy.ts"
import {
  expectStillUsable,
  expectForbidden,
  get,
  list,
  post,
  remove,
  type CallerRequest
} from "../fixtures/wrapping-token-as-caller.ts"
import { ROLES } from "../fixtures/token-role.ts"
import { createRequest, expectAlive, lookupSelf } from "../fixtures/token.ts"
import { MERGE_PATCH, newSecret } from "../fixtures/versioned-secret.ts"
import { expectWrapped } from "../wrap-info.ts"

/** The segment of the paths of a root CA. */
const ROOT = "root"

/** Requests that every server can refuse, whether it has the operation or not. */
const ofEveryServer = (name: string, entry: string): ReadonlyArray<CallerRequest> => [
  get("auth/token/lookup-self"),
  post("auth/token/lookup-self"),
  post("auth/token/renew-self"),
  post("auth/token/create", { ttl: "1m" }),
  post("auth/token/create-orphan", { ttl: "1m" }),
  { ...post("auth/token/create", { ttl: "1m" }), ttl: 60 },
  list("auth/token/accessors"),
  get("auth/token/accessors?list=true"),
  { ...post(WRAP, { a: "b" }), ttl: 60 },
  post("sys/capabilities-self", { paths: ["cubbyhole/response"] }),
  get(entry),
  post(entry, { a: "b" }),
  remove(entry),
  list("cubbyhole/"),
  get("cubbyhole/?list=true"),
  remove("cubbyhole/response"),
  list("cubbyhole/response"),
  post("cubbyhole/response", { response: "{}" }),
  get("cubbyhole/response/x"),
  get("cubbyhole/wrapinfo"),
  get("sys/mounts"),
  get("sys/auth"),
  list("sys/policies/acl"),
  get("sys/policies/acl/default"),
  get("sys/policy"),
  get("sys/internal/ui/resultant-acl"),
  get("sys/key-status"),
  get("sys/config/cors"),
  get("sys/audit"),
  list("sys/quotas/rate-limit"),
  get("sys/leases/count"),
  post("sys/tools/random", { bytes: 8 }),
  post("sys/tools/random/8"),
  post("sys/tools/hash", { input: "YQ==" }),
  get("sys/no-such-path"),
  get(`${name}/no-such-mount`),
  post(`auth/${name}/no-such-mount`)
]

const denies = (one: Pick<ConformanceCase, "id" | "title">, run: ConformanceCase["run"]): ConformanceCase => ({
  ...one,
  requirements: ["RW-ER-4"],
  // A case about an engine or a login method does not apply to a server that does not have it.
  profile: "core",
  level: "must",
  long: true,
  why: "Someone who finds a wrapping token gets one response, and no right of its creator.",
  run
})

const keeps = (
  one: Pick<ConformanceCase, "id" | "title" | "profile" | "requirements">,
  run: ConformanceCase["run"]
): ConformanceCase => ({
  ...one,
  level: "must",
  why: "A request that is none of its uses must not destroy the secret.",
  run
})

/** Writes an entry, and expects at the end that it is as it was. */
async function entryKept(context: Context, run: (entry: string) => Promise<void>): Promise<void> {
  const secret = context.payload()
  const entry = await context.cubbyholeEntry(secret)
  await run(entry)
  expectPayload(await context.send({ method: "GET", path: entry }), secret)
}

const open = (response: ApiResponse): void => expectStatus(response, 200)

export const wrappingTokenPermissions: Family = {
  name: "PW",
  title: "What a wrapping token must not be able to do",
  cases: [
    denies({ id: "RWC-PW-01", title: "denies a wrapping token whatever concerns itself and the server" }, (context) =>
      entryKept(context, (entry) => expectForbidden(context, ofEveryServer(context.unique("nothing"), entry)))
    ),
    denies(
      {
        id: "RWC-PW-02",
        title: "denies the wrapping token of a created token whatever concerns other tokens"
      },
      async (context) => {
        const { createToken, sendPrivileged } = context
        const { accessor, token } = await createToken()
        const create = { ...createRequest({ policies: ["default"] }), ttl: 60 }
        const issue = async (): Promise<string> => expectWrapped(await sendPrivileged(create)).token
        await expectForbidden(
          context,
          [
            ...["lookup", "renew", "revoke", "revoke-orphan"].map((one) => post(`auth/token/${one}`, { token })),
            ...["lookup", "renew", "revoke"].map((one) => post(`auth/token/${one}-accessor`, { accessor }))
          ],
          issue
        )
        expectAlive(await context.send(lookupSelf(token)))
        const role = context.unique("role")
        const roleRequest = { path: `${ROLES}/${role}`, body: { allowed_policies: ["default"] } }
        context.defer({ method: "DELETE", path: roleRequest.path })
        const { status } = await sendPrivileged({ method: "POST", ...roleRequest })
        if (status === 404 || status === 405) context.skip(`needs ${ROLES}, which the server does not have`, "tokens")
        await expectForbidden(
          context,
          [
            post(`auth/token/create/${role}`, { ttl: "1m" }),
            get(`${ROLES}/${role}`),
            list(ROLES),
            post(`${ROLES}/${role}`, { orphan: true }),
            remove(`${ROLES}/${role}`),
            post("auth/token/tidy")
          ],
          issue
        )
        const read = await sendPrivileged({ method: "GET", path: `${ROLES}/${role}` })
        expectStatus(read, 200)
        expectAt(read, "data.orphan", false)
      }
    ),
    denies(
      {
        id: "RWC-PW-03",
        title: "denies a wrapping token the rewrap of itself and of others, and their lookup as tokens"
      },
      async (context) => {
        const { payload, send, sendPrivileged, skip, wrap } = context
        const secret = payload()
        const other = await wrap(secret)
        const { status } = await sendPrivileged(rewrap((await wrap()).token))
        if (status === 404 || status === 405) skip(`needs ${REWRAP}, which the server does not have`, "rewrap")
        await expectForbidden(
          context,
          [post(REWRAP, { token: other.token }), post("auth/token/lookup", { token: other.token })],
          async () => expectWrapped(await sendPrivileged(rewrap((await wrap()).token))).token
        )
        const own = await wrap()
        expectError(await send({ ...rewrap(own.token), token: own.token }), 403, "permission denied")
        expectPayload(await send({ method: "POST", path: UNWRAP, token: other.token }), secret)
      }
    ),
    denies({ id: "RWC-PW-04", title: "denies a wrapping token every secret" }, async (context) => {
      const { defer, kvMount, payload, sendPrivileged, unique } = context
      const [first, secret] = [`${await kvMount(1)}/${unique("secret")}`, await newSecret(context)]
      const data = payload()
      defer({ method: "DELETE", path: first })
      expectDone(await sendPrivileged({ method: "POST", path: first, body: data }))
      expectStatus(await secret.write(data), 200)
      const name = secret.path.slice(`${secret.mount}/data/`.length)
      const at = (below: string): string => `${secret.mount}/${below}/${name}`
      await expectForbidden(context, [
        get(first),
        { ...get(first), ttl: 60 },
        list(first.replace(/\/[^/]*$/, "")),
        post(first, { a: "b" }),
        remove(first),
        get(secret.path),
        { ...get(secret.path), ttl: 60 },
        get(`${secret.path}?version=1`),
        post(secret.path, { data: { a: "b" } }),
        { method: "PATCH", path: secret.path, headers: MERGE_PATCH, body: { data: { a: "b" } } },
        remove(secret.path),
        get(at("metadata")),
        list(`${secret.mount}/metadata`),
        post(at("metadata"), { max_versions: 1 }),
        get(at("subkeys")),
        post(at("delete"), { versions: [1] }),
        post(at("destroy"), { versions: [1] }),
        get(`${secret.mount}/config`),
        get(`sys/mounts/${secret.mount}`),
        get(`sys/mounts/${secret.mount}/tune`)
      ])
      expectPayload(await sendPrivileged(get(first)), data)
      expectAt(await secret.read(), "data.data", data)
    }),
    denies({ id: "RWC-PW-05", title: "denies a wrapping token policies and capabilities" }, async (context) => {
      const text = 'path "cubbyhole/a" { capabilities = ["read"] }'
      const policy = await writePolicy(context, text)
      const { accessor, token } = await context.createToken()
      const paths = ["cubbyhole/a"]
      const path = `sys/policies/acl/${policy}`
      await expectForbidden(context, [
        get(path),
        post(path, { policy: "" }),
        remove(path),
        list("sys/policies/detailed/acl"),
        get(`sys/policy/${policy}`),
        list("sys/policy"),
        post("sys/capabilities", { token, paths }),
        post("sys/capabilities-accessor", { accessor, paths }),
        post("sys/capabilities-self", { paths })
      ])
      expectAt(await context.sendPrivileged(get(path)), "data.policy", text)
    }),
    denies({ id: "RWC-PW-06", title: "denies a wrapping token every lease" }, (context) => {
      const prefix = context.unique("prefix")
      const [lease, body] = [`${prefix}/lease`, { lease_id: `${prefix}/lease` }]
      return expectForbidden(context, [
        post("sys/leases/lookup", body),
        list("sys/leases/lookup"),
        list(`sys/leases/lookup/${prefix}`),
        post("sys/leases/renew", body),
        post("sys/leases/revoke", body),
        post(`sys/leases/revoke/${lease}`),
        post(`sys/leases/revoke-prefix/${prefix}`),
        post(`sys/leases/revoke-force/${prefix}`),
        get("sys/leases/count?type=irrevocable"),
        get("sys/leases?type=irrevocable"),
        post("sys/leases/tidy")
      ])
    }),
    denies({ id: "RWC-PW-07", title: "denies a wrapping token AppRole roles and secret ids" }, async (context) => {
      const role = await mountAppRole(context)
      const { accessor, secretId } = await role.createSecretId()
      const mount = role.path.replace(/\/role\/.*/, "")
      await expectForbidden(context, [
        get(role.path),
        list(`${mount}/role`),
        post(role.path, { token_ttl: "1h" }),
        get(`${role.path}/role-id`),
        post(`${role.path}/role-id`, { role_id: context.unique("id") }),
        get(`${role.path}/policies`),
        post(`${role.path}/secret-id`),
        list(`${role.path}/secret-id`),
        post(`${role.path}/custom-secret-id`, { secret_id: context.unique("id") }),
        post(`${role.path}/secret-id/lookup`, { secret_id: secretId }),
        post(`${role.path}/secret-id/destroy`, { secret_id: secretId }),
        post(`${role.path}/secret-id-accessor/lookup`, { secret_id_accessor: accessor }),
        post(`${role.path}/secret-id-accessor/destroy`, { secret_id_accessor: accessor }),
        get(`sys/${mount}`),
        get(`sys/${mount}/tune`),
        remove(role.path)
      ])
      expectStatus(await context.send(role.loginRequest(secretId)), 200)
    }),
    denies({ id: "RWC-PW-08", title: "denies a wrapping token users" }, async (context) => {
      const { login, mount } = await mountUserpass(context, ["ann"])
      const user = `auth/${mount}/users/ann`
      await expectForbidden(context, [
        get(user),
        list(`auth/${mount}/users`),
        post(user, { password: context.unique("password") }),
        post(`${user}/password`, { password: context.unique("password") }),
        post(`${user}/policies`, { token_policies: ["default"] }),
        remove(user)
      ])
      await login("ann")
    }),
    denies({ id: "RWC-PW-09", title: "denies a wrapping token certificates and keys" }, async (context) => {
      const { mount } = await mountAuthority(context)
      const issue = await writePkiRole(context, mount, { allow_any_name: true })
      const body = { common_name: "service.example" }
      await expectForbidden(context, [
        post(issue, body),
        { ...post(issue, body), ttl: 60 },
        get(`${mount}/roles/server`),
        list(`${mount}/roles`),
        remove(`${mount}/roles/server`),
        list(`${mount}/keys`),
        post(`${mount}/keys/generate/exported`, { key_type: "ec" }),
        post(`${mount}/${ROOT}/generate/exported`, { ...body, key_type: "ec" }),
        post(`${mount}/intermediate/generate/exported`, { ...body, key_type: "ec" }),
        get(`${mount}/config/urls`),
        get(`${mount}/config/issuers`),
        list(`${mount}/certs/revoked`),
        post(`${mount}/tidy`),
        remove(`${mount}/root`)
      ])
      expectStatus(await context.sendPrivileged(post(issue, body)), 200)
    }),
    keeps(
      {
        id: "RWC-PW-10",
        title: "keeps a wrapping token valid that is sent to an operation that needs no caller",
        requirements: ["RW-TTL-1", "RW-LK-1"],
        profile: "core"
      },
      (context) =>
        expectStillUsable(
          context,
          [
            get("sys/health"),
            get("sys/health"),
            get("sys/seal-status"),
            get("sys/leader"),
            post(LOOKUP),
            get(LOOKUP),
            post(LOOKUP)
          ],
          // A server may answer a health check with any status.
          (response) => {
            if (response.exchange.request.path === LOOKUP) open(response)
          }
        )
    ),
    keeps(
      {
        id: "RWC-PW-11",
        title: "keeps a wrapping token valid that is sent along with a login",
        requirements: ["RW-AR-12", "RW-TTL-1"],
        profile: "approle"
      },
      async (context) => {
        const role = await mountAppRole(context)
        const { secretId } = await role.createSecretId()
        const { token: _, ...login } = role.loginRequest(secretId)
        await expectStillUsable(context, [login, login], open)
      }
    ),
    keeps(
      {
        id: "RWC-PW-12",
        title: "keeps a wrapping token valid that is sent along with a login by password",
        requirements: ["RW-UP-4", "RW-TTL-1"],
        profile: "userpass"
      },
      async (context) => {
        const { loginPath, password } = await mountUserpass(context, ["ann"])
        await expectStillUsable(context, [post(loginPath("ann"), { password })], open)
      }
    ),
    {
      ...keeps(
        {
          id: "RWC-PW-13",
          title: "keeps a wrapping token valid after each of the requests that it is denied",
          requirements: ["RW-SU-9", "RW-EXT-3"],
          profile: "strict"
        },
        (context) =>
          entryKept(context, (entry) =>
            expectStillUsable(context, ofEveryServer(context.unique("nothing"), entry), (response) =>
              expectError(response, 403, "permission denied")
            )
          )
      ),
      long: true
    }
  ]
}
