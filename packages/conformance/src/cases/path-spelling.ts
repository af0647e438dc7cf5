import type { ApiResponse } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import { expectAt, expectError, expectStatus, stringAt, expectDone, expectField } from "../expect.ts"
import { mountLogin, mountUserpass, writeAppRole } from "../fixtures/login.ts"
import { createHolder, writePolicy } from "../fixtures/policy.ts"
import { ROLES, writeRole } from "../fixtures/token-role.ts"
import { expectProtected } from "../fixtures/path-spelling.ts"

export const pathSpelling: Family = {
  name: "SP",
  title: "Path spelling",
  cases: [
    {
      id: "RWC-SP-01",
      title: "authorizes a percent-encoded path as the decoded path",
      requirements: ["RW-PB-41"],
      profile: "policy",
      level: "must",
      why: "The policy and the engine must mean the same secret.",
      async run(context) {
        const folder = `${await context.kvMount(1)}/${context.unique("folder")}`
        const secret = context.payload()
        for (const name of ["open", "shut"]) {
          context.defer({ method: "DELETE", path: `${folder}/${name}` })
          expectDone(await context.sendPrivileged({ method: "POST", path: `${folder}/${name}`, body: secret }))
        }
        const { token } = await createHolder(
          context,
          `path "${folder}/*" { capabilities = ["read", "delete"] }\n` +
            `path "${folder}/shut" { capabilities = ["deny"] }\n`
        )
        const exact = await createHolder(context, `path "${folder}/open" { capabilities = ["read"] }`)
        for (const open of ["open", "%6fpen", "%6Fpe%6e"])
          for (const caller of [token, exact.token])
            expectAt(await context.send({ method: "GET", path: `${folder}/${open}`, token: caller }), "data", secret)
        for (const shut of ["shut", "%73hut", "shu%74", "%73%68%75%74"])
          for (const method of ["GET", "DELETE"])
            expectError(await context.send({ method, path: `${folder}/${shut}`, token }), 403)
        const slash = folder.replace(/\/([^/]*)$/, "%2f$1")
        expectError(await context.send({ method: "GET", path: `${slash}/shut`, token }), 403)
        expectAt(await context.sendPrivileged({ method: "GET", path: `${folder}/shut` }), "data", secret)
      }
    },
    {
      id: "RWC-SP-02",
      title: "protects a denied policy against other spellings of its name",
      requirements: ["RW-PB-21"],
      profile: "strict",
      level: "must",
      long: true,
      why: "A caller who may write all policies except one must not be able to write that one.",
      async run(context) {
        const text = `# ${context.unique("text")}\npath "cubbyhole/a" { capabilities = ["read"] }`
        const name = await writePolicy(context, text)
        const read = { method: "GET", path: `sys/policies/acl/${name}` }
        const body = { policy: 'path "cubbyhole/b" { capabilities = ["list"] }' }
        for (const prefix of ["sys/policies/acl/", "sys/policy/"])
          await expectProtected(context, {
            prefix,
            name,
            attempts: [{ method: "GET" }, { method: "POST", body }, { method: "DELETE" }],
            hidden: [text.slice(2, text.indexOf("\n"))],
            expectUnchanged: async () => expectAt(await context.sendPrivileged(read), "data.policy", text)
          })
      }
    },
    {
      id: "RWC-SP-03",
      title: "protects a denied user against other spellings of its name",
      requirements: ["RW-PB-21"],
      profile: "strict",
      level: "must",
      long: true,
      why: "A help desk that may reset every password except the operator's must not become the operator.",
      async run(context) {
        const { login, mount } = await mountUserpass(context, ["admin"], { token_policies: ["conformance-user"] })
        const body = { password: context.unique("stolen") }
        await expectProtected(context, {
          prefix: `auth/${mount}/users/`,
          name: "admin",
          attempts: [
            { method: "GET" },
            { method: "POST", body },
            { method: "POST", rest: "/password", body },
            { method: "POST", rest: "/policies", body: { token_policies: ["conformance-stolen"] } },
            { method: "DELETE" }
          ],
          hidden: ["conformance-user"],
          expectUnchanged: async () => {
            const read = await context.sendPrivileged({ method: "GET", path: `auth/${mount}/users/admin` })
            expectField(read, "data.token_policies", ["conformance-user"])
          },
          // A login is slow, because it computes a hash: one per attempt is enough.
          expectStillWorking: async () =>
            expectField(await login("admin"), "auth.policies", ["conformance-user", "default"])
        })
      }
    },
    {
      id: "RWC-SP-04",
      title: "protects a denied AppRole role against other spellings of its name",
      requirements: ["RW-PB-21"],
      profile: "strict",
      level: "must",
      long: true,
      why: "With a secret id of a machine, anyone can log in as the machine.",
      async run(context) {
        const mount = await mountLogin(context, "approle")
        const { path, roleId } = await writeAppRole(context, mount, { token_policies: ["conformance-role"] })
        const expectUnchanged = async (): Promise<void> => {
          const read = await context.sendPrivileged({ method: "GET", path })
          expectField(read, "data.token_policies", ["conformance-role"])
          expectAt(await context.sendPrivileged({ method: "GET", path: `${path}/role-id` }), "data.role_id", roleId)
          expectError(await context.sendPrivileged({ method: "LIST", path: `${path}/secret-id` }), 404)
        }
        await expectProtected(context, {
          prefix: `auth/${mount}/role/`,
          name: "machine",
          attempts: [
            { method: "GET" },
            { method: "GET", rest: "/role-id" },
            { method: "POST", rest: "/secret-id", body: {} },
            { method: "POST", rest: "/custom-secret-id", body: { secret_id: context.unique("secret-id") } },
            { method: "POST", rest: "/role-id", body: { role_id: context.unique("role-id") } },
            { method: "POST", body: { token_policies: ["conformance-stolen"] } },
            { method: "DELETE" }
          ],
          hidden: ["conformance-role", roleId, '"secret_id"'],
          expectUnchanged
        })
      }
    },
    {
      id: "RWC-SP-05",
      title: "protects a denied mount against other spellings of its path",
      requirements: ["RW-PB-21"],
      profile: "strict",
      level: "must",
      long: true,
      why: "Disabling a mount destroys its contents.",
      async run(context) {
        const mount = await mountLogin(context, "userpass")
        const description = context.unique("description")
        for (const [kind, name, type] of [
          ["mounts", context.unique("mount"), "kv"],
          ["auth", mount, undefined]
        ] as const) {
          const path = `sys/${kind}/${name}`
          if (type !== undefined) {
            const mounted = await context.sendPrivileged({ method: "POST", path, body: { type, description } })
            expectDone(mounted)
            context.defer({ method: "DELETE", path })
          } else {
            const tune = { method: "POST", path: `${path}/tune`, body: { description } }
            expectDone(await context.sendPrivileged(tune))
          }
          const list = { method: "GET", path: `sys/${kind}` }
          await expectProtected(context, {
            prefix: `sys/${kind}/`,
            name,
            attempts: [
              { method: "GET" },
              { method: "GET", rest: "/tune" },
              { method: "POST", rest: "/tune", body: { description: "changed" } },
              { method: "DELETE" }
            ],
            hidden: [description],
            expectUnchanged: async () =>
              expectAt(await context.sendPrivileged(list), `data.${name}/.description`, description)
          })
        }
      }
    },
    {
      id: "RWC-SP-06",
      title: "protects a denied token role against other spellings of its name",
      requirements: ["RW-PB-21"],
      profile: "strict",
      level: "must",
      long: true,
      why: "The author of a role decides what its tokens may do.",
      async run(context) {
        const fields = { allowed_policies: [context.unique("allowed")] }
        const role = await writeRole(context, fields)
        const expectUnchanged = async (): Promise<void> => {
          const read: ApiResponse = await context.sendPrivileged({ method: "GET", path: `${ROLES}/${role}` })
          expectStatus(read, 200)
          expectField(read, "data.allowed_policies", fields.allowed_policies)
          expectAt(read, "data.orphan", false)
          stringAt(read, "data.name")
        }
        const hidden = fields.allowed_policies
        await expectProtected(context, {
          prefix: `${ROLES}/`,
          name: role,
          attempts: [{ method: "GET" }, { method: "POST", body: { orphan: true } }, { method: "DELETE" }],
          hidden,
          expectUnchanged
        })
        await expectProtected(context, {
          prefix: "auth/token/create/",
          name: role,
          attempts: [{ method: "POST", body: { ttl: "5m" } }],
          hidden,
          expectUnchanged
        })
      }
    }
  ]
}
