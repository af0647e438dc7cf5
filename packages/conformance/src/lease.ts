import type { ApiRequest } from "./ask.ts"
import { mountAuthority, writePkiRole } from "./certificate.ts"
import type { Context } from "./context.ts"
import { at, expectError, expectStatus, stringAt } from "./expect.ts"
import { Failure } from "./verdict.ts"

/** An engine that issues certificates with a lease, and one certificate of it. */
export interface Issuer {
  readonly mount: string
  /** Where certificates are issued. */
  readonly path: string
  readonly issue: (token?: string) => Promise<Certificate>
  readonly isRevoked: (serial: string) => Promise<boolean>
}

export interface Certificate {
  readonly lease: string
  readonly serial: string
}

/** Mounts pki with a root and a role that gives leases. Skips the case if that is not possible here. */
export async function mountIssuer(context: Context): Promise<Issuer> {
  const { mount } = await mountAuthority(context)
  const path = await writePkiRole(context, mount, { allow_any_name: true, generate_lease: true })
  return {
    mount,
    path,
    async issue(token) {
      const body = { common_name: "service.example", ttl: "1h" }
      const issued = await context.send({ method: "POST", path, body, ...(token === undefined ? {} : { token }) })
      expectStatus(issued, 200)
      return { lease: stringAt(issued, "lease_id"), serial: stringAt(issued, "data.serial_number") }
    },
    async isRevoked(serial) {
      const read = await context.sendPrivileged({ method: "GET", path: `${mount}/cert/${serial}` })
      expectStatus(read, 200)
      return (
        typeof at(read, "data.revocation_time_rfc3339") === "string" && at(read, "data.revocation_time_rfc3339") !== ""
      )
    }
  }
}

export const lookupLease = (lease: unknown): ApiRequest => ({
  method: "PUT",
  path: "sys/leases/lookup",
  body: { lease_id: lease }
})

export const listLeases = (path: string): ApiRequest => ({ method: "LIST", path: `sys/leases/lookup/${path}/` })

/** The ids of the leases directly below a path; the case fails if there are not so many. */
export async function leasesBelow(context: Context, path: string, count: number): Promise<ReadonlyArray<string>> {
  const listed = await context.sendPrivileged(listLeases(path))
  expectStatus(listed, 200)
  const keys = at(listed, "data.keys")
  if (!Array.isArray(keys) || keys.length !== count || !keys.every((key) => typeof key === "string")) {
    throw new Failure("the list of leases has the wrong entries", {
      expected: `${count} lease ids`,
      got: listed.text.slice(0, 300),
      answer: listed
    })
  }
  return keys.map((key) => `${path}/${key}`)
}

/** Whether a lease is as one that never was. */
export async function isGone(context: Context, lease: unknown): Promise<boolean> {
  const response = await context.sendPrivileged(lookupLease(lease))
  if (response.status === 200) return false
  expectError(response, 400, "invalid lease")
  return true
}

/** Waits for what follows from a revocation, which OpenBao and Vault may do a moment after their answer. */
export async function eventually(context: Context, problem: string, holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt++) {
    if (await holds()) return
    await context.wait(100)
  }
  throw new Failure(`${problem} within five seconds`)
}
