import type { ConformanceCase, Family } from "../conformance-case.ts"
import type { Context } from "../context.ts"
import { expectDone, expectStatus, stringAt } from "../expect.ts"
import { mountAuthority, writePkiRole } from "../fixtures/certificate.ts"
import { leasesBelow } from "../fixtures/lease.ts"
import { mountAnyLogin, mountAppRole, mountUserpass } from "../fixtures/login.ts"
import { writePolicy } from "../fixtures/policy.ts"
import { ROLES, writeRole } from "../fixtures/token-role.ts"
import { MERGE_PATCH, newSecret } from "../fixtures/versioned-secret.ts"
import { expectOperationsWrapped, KEYS, type Operation } from "../fixtures/wrapped-operation.ts"

/** The segment of the paths of a root CA. */
const ROOT = "root"

const wraps = (
  one: Pick<ConformanceCase, "id" | "title" | "profile" | "requirements" | "long">,
  operations: (context: Context) => Promise<ReadonlyArray<Operation>>,
  options: { readonly optional?: boolean } = {}
): ConformanceCase => ({
  ...one,
  level: "must",
  why: "A wrap TTL that one operation overlooks exposes its response there.",
  run: async (context) => expectOperationsWrapped(context, await operations(context), options)
})

/** Operations of every profile and of none, which a server may leave out. */
const OF_THE_SYSTEM: ReadonlyArray<Operation> = [
  ["GET", "sys/auth", "data"],
  ["GET", "sys/audit", "data"],
  ["GET", "sys/config/cors", "data.enabled"],
  ["GET", "sys/key-status", "data.term"],
  ["GET", "sys/rotate/config", "data.enabled"],
  ["LIST", "sys/version-history", KEYS],
  ["GET", "sys/internal/ui/mounts", "data"],
  ["GET", "sys/internal/ui/resultant-acl", "data"],
  ["POST", "sys/tools/random", "data.random_bytes", { body: { bytes: 8 } }],
  ["POST", "sys/tools/random/8", "data.random_bytes", { body: {} }],
  ["PUT", "sys/tools/hash", "data.sum", { body: { input: "YQ==" } }],
  ["POST", "sys/tools/hash/sha2-256", "data.sum", { body: { input: "YQ==" } }]
]

export const wrappedOperations: Family = {
  name: "WO",
  title: "Wrapped responses of every operation",
  cases: [
    wraps(
      {
        id: "RWC-WO-01",
        title: "wraps the response of every operation of the system that it has",
        requirements: ["RW-WE-1", "RW-HD-6", "RW-CP-1"],
        profile: "core"
      },
      async () => OF_THE_SYSTEM,
      { optional: true }
    ),
    wraps(
      {
        id: "RWC-WO-02",
        title: "wraps a list of accessors, and what is looked up by accessor",
        requirements: ["RW-WE-1", "RW-HD-3", "RW-AC-10"],
        profile: "accessor"
      },
      async ({ createToken }) => {
        const { accessor } = await createToken()
        return [
          ["LIST", "auth/token/accessors", KEYS],
          ["GET", "auth/token/accessors?list=true", KEYS],
          ["PUT", "auth/token/lookup-accessor", "data.accessor", { body: { accessor } }]
        ]
      }
    ),
    wraps(
      {
        id: "RWC-WO-03",
        title: "wraps a cubbyhole's entries and their names",
        requirements: ["RW-WE-1", "RW-HD-3", "RW-CB-1"],
        profile: "cubbyhole"
      },
      async ({ cubbyholeEntry }) => {
        const path = await cubbyholeEntry()
        return [
          ["GET", path, "data.conformance"],
          ["LIST", "cubbyhole/", KEYS],
          ["GET", "cubbyhole/?list=true", KEYS]
        ]
      }
    ),
    wraps(
      {
        id: "RWC-WO-04",
        title: "wraps token roles, and what is created, looked up and renewed with PUT",
        requirements: ["RW-WE-1", "RW-HD-2", "RW-TK-25"],
        profile: "tokens"
      },
      async (context) => {
        const { accessor, token } = await context.createToken()
        const role = await writeRole(context, { allowed_policies: ["default"] })
        const body = { policies: ["default"], ttl: "10m" }
        return [
          ["GET", `${ROLES}/${role}`, "data.name"],
          ["LIST", ROLES, KEYS],
          ["GET", `${ROLES}?list=true`, KEYS],
          ["PUT", "auth/token/create", "auth.client_token", { body }],
          ["PUT", `auth/token/create/${role}`, "auth.client_token", { body }],
          ["PUT", "auth/token/create-orphan", "auth.client_token", { body }],
          ["PUT", "auth/token/lookup", "data.id", { body: { token } }],
          ["PUT", "auth/token/renew", "auth.client_token", { body: { token } }],
          ["PUT", "auth/token/renew-accessor", "auth.accessor", { body: { accessor } }],
          ["PUT", "auth/token/renew-self", "auth.client_token", { token }]
        ]
      }
    ),
    wraps(
      {
        id: "RWC-WO-05",
        title: "wraps secrets, their names, versions, metadata and keys, and what is returned for a write",
        requirements: ["RW-WE-1", "RW-KV-3", "RW-KV-4", "RW-KV-12", "RW-KV-13"],
        profile: "kv"
      },
      async (context) => {
        const [mount, name] = [await context.kvMount(1), context.unique("secret")]
        context.defer({ method: "DELETE", path: `${mount}/${name}` })
        const secret = await newSecret(context)
        expectDone(await context.sendPrivileged({ method: "POST", path: `${mount}/${name}`, body: { a: "b" } }))
        expectStatus(await secret.write({ a: "b" }), 200)
        const at = (below: string): string => secret.path.replace(`${secret.mount}/data/`, `${secret.mount}/${below}/`)
        return [
          ["GET", `${mount}/${name}`, "data.a"],
          ["LIST", mount, KEYS],
          ["GET", `${mount}?list=true`, KEYS],
          ["GET", `${secret.path}?version=1`, "data.data"],
          ["PUT", secret.path, "data.version", { body: { data: { a: "c" } } }],
          ["PATCH", secret.path, "data.version", { headers: MERGE_PATCH, body: { data: { b: "c" } } }],
          ["GET", at("metadata"), "data.versions"],
          ["LIST", `${secret.mount}/metadata`, KEYS],
          ["GET", `${secret.mount}/metadata?list=true`, KEYS],
          ["GET", at("subkeys"), "data.subkeys"],
          ["GET", `${secret.mount}/config`, "data.max_versions"]
        ]
      }
    ),
    wraps(
      {
        id: "RWC-WO-06",
        title: "wraps mounts and their settings",
        requirements: ["RW-WE-1", "RW-SYS-3", "RW-SYS-6", "RW-SYS-8"],
        profile: "kv"
      },
      async ({ kvMount }) => {
        const mount = await kvMount(2)
        return [
          ["GET", "sys/mounts", "data"],
          ["GET", `sys/mounts/${mount}`, "data.type"],
          ["GET", `sys/mounts/${mount}/tune`, "data.default_lease_ttl"],
          ["GET", `sys/internal/ui/mounts/${mount}`, "data.type"]
        ]
      }
    ),
    wraps(
      {
        id: "RWC-WO-07",
        title: "wraps what is issued, signed, generated and read: certificates, keys, roles and settings",
        requirements: ["RW-WE-1", "RW-PKI-6"],
        profile: "pki",
        long: true
      },
      async (context) => {
        const { mount, root } = await mountAuthority(context)
        const issue = await writePkiRole(context, mount, { allow_any_name: true })
        const issuer = stringAt(root, "data.issuer_id")
        const body = { common_name: "service.example", ttl: "1h" }
        const fields = { common_name: "other.example", key_type: "ec" }
        const made = await context.sendPrivileged({
          method: "POST",
          path: `${mount}/intermediate/generate/internal`,
          body: fields
        })
        expectStatus(made, 200)
        const csr = stringAt(made, "data.csr")
        const issued = await context.sendPrivileged({ method: "POST", path: issue, body })
        expectStatus(issued, 200)
        const serial_number = stringAt(issued, "data.serial_number")
        const signing = { body: { ...body, csr } }
        return [
          ["PUT", issue, "data.private_key", { body }],
          ["POST", `${mount}/issuer/${issuer}/issue/server`, "data.private_key", { body }],
          ["POST", `${mount}/sign/server`, "data.certificate", signing],
          ["POST", `${mount}/sign-verbatim`, "data.certificate", signing],
          ["POST", `${mount}/issuer/${issuer}/sign/server`, "data.certificate", signing],
          ["POST", `${mount}/issuer/${issuer}/sign-verbatim`, "data.certificate", signing],
          ["POST", `${mount}/${ROOT}/sign-intermediate`, "data.certificate", signing],
          ["POST", `${mount}/intermediate/generate/exported`, "data.private_key", { body: fields }],
          ["POST", `${mount}/issuers/generate/${ROOT}/exported`, "data.private_key", { body: fields }],
          ["POST", `${mount}/keys/generate/exported`, "data.private_key", { body: { key_type: "ec" } }],
          ["GET", `${mount}/key/${stringAt(root, "data.key_id")}`, "data.key_id"],
          ["LIST", `${mount}/keys`, KEYS],
          ["GET", `${mount}/issuer/${issuer}`, "data.certificate"],
          ["GET", `${mount}/issuer/${issuer}/json`, "data.certificate"],
          ["LIST", `${mount}/issuers`, KEYS],
          ["GET", `${mount}/cert/${serial_number}`, "data.certificate"],
          ["GET", `${mount}/cert/ca`, "data.certificate"],
          ["LIST", `${mount}/certs`, KEYS],
          ["GET", `${mount}/roles/server`, "data.key_type"],
          ["LIST", `${mount}/roles`, KEYS],
          ["GET", `${mount}/config/issuers`, "data.default"],
          ["GET", `${mount}/config/keys`, "data.default"],
          ["GET", `${mount}/config/urls`, "data.issuing_certificates"],
          ["GET", `${mount}/config/crl`, "data.expiry"],
          ["GET", `${mount}/crl/rotate`, "data.success"],
          ["GET", `${mount}/tidy-status`, "data.state"],
          ["POST", `${mount}/revoke`, "data.revocation_time", { body: { serial_number } }],
          ["LIST", `${mount}/certs/revoked`, KEYS]
        ]
      }
    ),
    wraps(
      {
        id: "RWC-WO-08",
        title: "wraps leases, their names and their number",
        requirements: ["RW-WE-1", "RW-LE-1", "RW-LE-2", "RW-LE-9"],
        profile: "leases"
      },
      async (context) => {
        const logins = await mountAnyLogin(context)
        await logins.login()
        const [lease_id] = await leasesBelow(context, logins.path, 1)
        return [
          ["PUT", "sys/leases/lookup", "data.id", { body: { lease_id } }],
          ["POST", "sys/leases/lookup", "data.id", { body: { lease_id } }],
          ["LIST", `sys/leases/lookup/${logins.path}`, KEYS],
          ["GET", `sys/leases/lookup/${logins.path}?list=true`, KEYS],
          ["GET", "sys/leases/count?type=irrevocable", "data.lease_count"],
          ["GET", "sys/leases?type=irrevocable", "data.lease_count"]
        ]
      }
    ),
    wraps(
      {
        id: "RWC-WO-09",
        title: "wraps policies, their names and capabilities",
        requirements: ["RW-WE-1", "RW-PB-7", "RW-PB-13"],
        profile: "policy"
      },
      async (context) => {
        const policy = await writePolicy(context, 'path "cubbyhole/a" { capabilities = ["read"] }')
        const { accessor, token } = await context.createToken()
        const paths = ["cubbyhole/a"]
        return [
          ["GET", `sys/policies/acl/${policy}`, "data.policy"],
          ["LIST", "sys/policies/acl", KEYS],
          ["GET", "sys/policies/acl?list=true", KEYS],
          ["GET", `sys/policy/${policy}`, "data.rules"],
          ["GET", "sys/policy", KEYS],
          ["LIST", "sys/policy", KEYS],
          ["POST", "sys/capabilities", "data.capabilities", { body: { token, paths } }],
          ["POST", "sys/capabilities-accessor", "data.capabilities", { body: { accessor, paths } }],
          ["PUT", "sys/capabilities-self", "data.capabilities", { body: { paths } }]
        ]
      }
    ),
    wraps(
      {
        id: "RWC-WO-10",
        title: "wraps roles, each of their fields, secret ids and their accessors",
        requirements: ["RW-WE-1", "RW-AR-4", "RW-AR-5", "RW-AR-6", "RW-AR-10"],
        profile: "approle"
      },
      async (context) => {
        const role = await mountAppRole(context)
        const { accessor, secretId } = await role.createSecretId()
        const mount = role.path.replace(/\/role\/.*/, "")
        const secret_id = context.unique("secret-id")
        return [
          ["GET", role.path, "data.token_ttl"],
          ["LIST", `${mount}/role`, KEYS],
          ["GET", `${role.path}/role-id`, "data.role_id"],
          ...["token-ttl", "token-max-ttl", "bind-secret-id", "secret-id-ttl", "secret-id-num-uses"].map(
            (field): Operation => ["GET", `${role.path}/${field}`, `data.${field.replaceAll("-", "_")}`]
          ),
          ["GET", `${role.path}/policies`, "data.token_policies"],
          ["PUT", `${role.path}/secret-id`, "data.secret_id", { body: {} }],
          ["POST", `${role.path}/custom-secret-id`, "data.secret_id", { body: { secret_id } }],
          ["LIST", `${role.path}/secret-id`, KEYS],
          ["POST", `${role.path}/secret-id/lookup`, "data.secret_id_ttl", { body: { secret_id: secretId } }],
          [
            "POST",
            `${role.path}/secret-id-accessor/lookup`,
            "data.secret_id_accessor",
            { body: { secret_id_accessor: accessor } }
          ],
          ["PUT", role.loginPath, "auth.client_token", { token: null, body: role.loginRequest(secretId).body }],
          ["GET", `sys/${mount}`, "data.type"],
          ["GET", `sys/${mount}/tune`, "data.default_lease_ttl"]
        ]
      }
    ),
    wraps(
      {
        id: "RWC-WO-11",
        title: "wraps users, their names and their logins",
        requirements: ["RW-WE-1", "RW-UP-4"],
        profile: "userpass"
      },
      async (context) => {
        const { loginPath, mount, password } = await mountUserpass(context, ["ann"])
        return [
          ["GET", `auth/${mount}/users/ann`, "data.token_ttl"],
          ["LIST", `auth/${mount}/users`, KEYS],
          ["PUT", loginPath("ann"), "auth.client_token", { token: null, body: { password } }],
          ["GET", `sys/auth/${mount}/tune`, "data.default_lease_ttl"]
        ]
      }
    )
  ]
}
