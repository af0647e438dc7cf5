import { X509Certificate } from "node:crypto"
import type { ApiResponse } from "./ask.ts"
import type { Context } from "./context.ts"
import { at, expectStatus, stringAt } from "./expect.ts"
import { Failure } from "./verdict.ts"

/** An engine that issues certificates, with a root whose key stays inside. */
export interface Authority {
  readonly mount: string
  /** The answer to the root's generation. */
  readonly root: ApiResponse
}

/** Mounts pki. Skips the case if that is not possible here. */
export async function mountPki(context: Context): Promise<string> {
  const mount = context.unique("pki")
  const mounted = await context.sendPrivileged({ method: "POST", path: `sys/mounts/${mount}`, body: { type: "pki" } })
  if (mounted.status !== 204) context.skip(`needs the engine pki, which cannot be mounted (${mounted.status})`)
  context.defer({ method: "DELETE", path: `sys/mounts/${mount}` })
  return mount
}

/** What a root is generated from: a key on an elliptic curve, which is quickly made. */
export const ROOT_FIELDS = { common_name: "conformance.example", key_type: "ec", ttl: "24h" }

/** Where a root is generated: one whose key stays inside, or is given out once. */
export const rootPath = (mount: string, key: "internal" | "exported"): string =>
  [mount, "root", "generate", key].join("/")

/** Mounts pki and generates its root. Skips the case if that is not possible here. */
export async function mountAuthority(context: Context): Promise<Authority> {
  const mount = await mountPki(context)
  const root = await context.sendPrivileged({ method: "POST", path: rootPath(mount, "internal"), body: ROOT_FIELDS })
  expectStatus(root, 200)
  return { mount, root }
}

/** Writes a role, and gives back where certificates are issued by it. */
export async function writePkiRole(
  context: Context,
  mount: string,
  role: Readonly<Record<string, unknown>>,
  name = "server"
): Promise<string> {
  const body = { key_type: "ec", max_ttl: "2h", ...role }
  const made = await context.sendPrivileged({ method: "POST", path: `${mount}/roles/${name}`, body })
  expectStatus(made, 200, 204)
  return `${mount}/issue/${name}`
}

/** The certificate in PEM at a path of the answer; anything else fails the case. */
export function certificateAt(response: ApiResponse, path = "data.certificate"): X509Certificate {
  return parseCertificate(stringAt(response, path), response)
}

/** Reads a certificate in PEM; anything else fails the case. */
export function parseCertificate(pem: string, response: ApiResponse): X509Certificate {
  try {
    return new X509Certificate(pem)
  } catch {
    throw new Failure("the certificate cannot be parsed", {
      expected: "a certificate in PEM",
      got: pem.slice(0, 100),
      answer: response
    })
  }
}

/** Holds no private key, neither under its name nor as a text. */
export function expectNoPrivateKey(response: ApiResponse): void {
  if (at(response, "data.private_key") !== undefined || response.text.includes("PRIVATE KEY"))
    throw new Failure("the response contains a private key", {
      expected: "no private key",
      got: "a private key",
      answer: response
    })
}
