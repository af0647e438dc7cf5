import { lookup } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import type { Context } from "../context.ts"
import {
  at,
  expectAt,
  expectDone,
  expectError,
  expectInvalidToken,
  expectStatus,
  expectThat,
  stringAt
} from "../expect.ts"
import { ExactNumber } from "../exact-json.ts"
import { eventually } from "../fixtures/lease.ts"
import { mountAnyLogin } from "../fixtures/login.ts"
import { createHolder } from "../fixtures/policy.ts"
import { expectAlive, expectDead, lookupSelf } from "../fixtures/token.ts"
import { wrapInfoOf } from "../wrap-info.ts"

export const mounts: Family = {
  name: "MO",
  title: "Mounts",
  cases: [
    {
      id: "RWC-MO-01",
      title: "lists a mount with its type, description, options and accessor, and no longer once it is disabled",
      requirements: ["RW-SYS-3"],
      profile: "kv",
      level: "must",
      why: "An operator must see where data can be.",
      async run(context) {
        const description = context.unique("description")
        const mount = await enable(context, { description })
        const listed = await context.sendPrivileged({ method: "GET", path: "sys/mounts" })
        expectStatus(listed, 200)
        expectAt(listed, `data.${mount}/.type`, "kv")
        expectAt(listed, `data.${mount}/.description`, description)
        expectAt(listed, `data.${mount}/.options.version`, "1")
        stringAt(listed, `data.${mount}/.accessor`)
        expectDone(await context.sendPrivileged({ method: "DELETE", path: `sys/mounts/${mount}` }))
        const after = await context.sendPrivileged({ method: "GET", path: "sys/mounts" })
        expectStatus(after, 200)
        expectThat(at(after, `data.${mount}/`) === undefined, "a disabled mount is listed", after)
      }
    },
    {
      id: "RWC-MO-02",
      title: "serves a mount as soon as it is enabled, and deletes its data and wrapping tokens when it is disabled",
      requirements: ["RW-SYS-4"],
      profile: "kv",
      level: "must",
      why: "Data that is still there after its mount was disabled turns up at the next one.",
      async run(context) {
        const mount = await enable(context)
        const path = `${mount}/secret`
        expectDone(await context.sendPrivileged({ method: "POST", path, body: context.payload() }))
        const { token } = wrapInfoOf(await context.sendPrivileged({ method: "GET", path, ttl: 300 }))
        expectDone(await context.sendPrivileged({ method: "DELETE", path: `sys/mounts/${mount}` }))
        expectError(await context.sendPrivileged({ method: "GET", path }), 404)
        expectInvalidToken(await context.send(lookup(token)))
        const again = await context.sendPrivileged(enabling(mount))
        expectDone(again)
        expectError(await context.sendPrivileged({ method: "GET", path }), 404)
      }
    },
    {
      id: "RWC-MO-03",
      title: "refuses a mount at a path that is in use or reserved",
      requirements: ["RW-SYS-5"],
      profile: "kv",
      level: "must",
      why: "A mount over another one would hide its data, and one over the system would intercept tokens.",
      async run(context) {
        const mount = await enable(context)
        const secret = context.payload()
        const path = `${mount}/below/secret`
        expectDone(await context.sendPrivileged({ method: "POST", path, body: secret }))
        for (const taken of [mount, `${mount}/below`, "sys", "sys/wrapping", "cubbyhole", "audit", `auth/${mount}`]) {
          // If the server enables it all the same.
          if (taken.startsWith(mount) || taken.endsWith(mount))
            context.defer({ method: "DELETE", path: `sys/mounts/${taken}` })
          expectError(await context.sendPrivileged(enabling(taken)), 400)
        }
        expectAt(await context.sendPrivileged({ method: "GET", path }), "data", secret)
      }
    },
    {
      id: "RWC-MO-04",
      title: "returns the mount of a path to a caller with a capability on it, and to nobody else",
      requirements: ["RW-SYS-6"],
      profile: "kv",
      level: "must",
      why: "Clients find out the version of a key-value engine this way, and others must not find out the mounts.",
      async run(context) {
        const mount = await enable(context)
        const path = `sys/internal/ui/mounts/${mount}/secret`
        const holder = await createHolder(context, `path "${mount}/secret" { capabilities = ["read"] }`)
        const other = await createHolder(context, `path "${mount}x/secret" { capabilities = ["read"] }`)
        const found = await context.send({ method: "GET", path, token: holder.token })
        expectStatus(found, 200)
        expectAt(found, "data.type", "kv")
        expectAt(found, "data.options.version", "1")
        expectError(await context.send({ method: "GET", path, token: other.token }), 403)
        const missing = `sys/internal/ui/mounts/${mount}-missing/secret`
        expectError(await context.send({ method: "GET", path: missing, token: holder.token }), 403)
      }
    },
    {
      id: "RWC-MO-05",
      title: "returns the effective settings of a mount, and changes only those that a request names",
      requirements: ["RW-SYS-8", "RW-SYS-9"],
      profile: "kv",
      level: "must",
      why: "A change of the description must not shorten or lengthen leases.",
      async run(context) {
        const description = context.unique("description")
        const mount = await enable(context, { description })
        const tune = `sys/mounts/${mount}/tune`
        const read = () => context.sendPrivileged({ method: "GET", path: tune })
        const write = (body: object) => context.sendPrivileged({ method: "POST", path: tune, body })
        const before = await read()
        expectStatus(before, 200)
        for (const key of ["default_lease_ttl", "max_lease_ttl"]) {
          const ttl = at(before, `data.${key}`)
          expectThat(ttl instanceof ExactNumber && Number(ttl.literal) > 0, `${key} is not the one in effect`, before)
        }
        expectDone(await write({ default_lease_ttl: "30m" }))
        expectDone(await write({ max_lease_ttl: "2h" }))
        for (const wrong of [{ default_lease_ttl: "3h" }, { listing_visibility: "odd" }, { token_type: "batch" }])
          expectError(await write(wrong), 400)
        const after = await read()
        expectAt(after, "data.default_lease_ttl", 1_800)
        expectAt(after, "data.max_lease_ttl", 7_200)
        expectAt(after, "data.description", description)
      }
    },
    {
      id: "RWC-MO-06",
      title: "keeps the data of a mount that is moved, and revokes the tokens of a login method that is moved",
      requirements: ["RW-SYS-11"],
      profile: "leases",
      level: "must",
      why: "What was granted under the old path must not outlive it.",
      async run(context) {
        const mount = await enable(context)
        const secret = context.payload()
        expectDone(await context.sendPrivileged({ method: "POST", path: `${mount}/secret`, body: secret }))
        const login = await mountAnyLogin(context)
        const token = stringAt(await login.login(), "auth.client_token")
        expectAlive(await context.send(lookupSelf(token)))
        await move(context, mount, `${mount}-moved`, "sys/mounts/")
        await move(context, `auth/${login.mount}`, `auth/${login.mount}-moved`, "sys/")
        // Servers may move a mount in the background.
        const moved = { method: "GET", path: `${mount}-moved/secret` }
        await eventually(context, "the mount was not moved", async () => (await context.send(moved)).status === 200)
        expectAt(await context.send(moved), "data", secret)
        expectError(await context.send({ ...moved, path: `${mount}/secret` }), 404)
        await eventually(
          context,
          "the token of a login method that was moved is still valid",
          async () => (await context.send(lookupSelf(token))).status === 403
        )
        expectDead(await context.send(lookupSelf(token)))
      }
    }
  ]
}

const enabling = (mount: string, fields: object = {}) => ({
  method: "POST",
  path: `sys/mounts/${mount}`,
  body: { type: "kv", options: { version: "1" }, ...fields }
})

/** Enables a key-value engine of version 1 at a new path, which it returns. Skips the case if that is not possible. */
async function enable(context: Context, fields: object = {}): Promise<string> {
  const mount = context.unique("mount")
  context.defer({ method: "DELETE", path: `sys/mounts/${mount}` })
  const enabled = await context.sendPrivileged(enabling(mount, fields))
  if (enabled.status === 404 || enabled.status === 405)
    context.skip(`needs sys/mounts, which the server does not have (${enabled.status})`, "kv")
  expectDone(enabled)
  return mount
}

/** Moves a mount. `below` is the path of its removal. */
async function move(context: Context, from: string, to: string, below: string): Promise<void> {
  context.defer({ method: "DELETE", path: `${below}${to}` })
  expectStatus(await context.sendPrivileged({ method: "POST", path: "sys/remount", body: { from, to } }), 200, 202, 204)
}
