import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { specOperations, type SpecOperation } from "./spec-operations.ts"
import { isListing, targetOf } from "./walk.ts"
import { startWalkedServer, type WalkedServer } from "./walked-server.ts"

/** What a sealed server still answers. @see RW-SYS-12 */
const OPEN = new Set([
  "sys/health",
  "sys/init",
  "sys/leader",
  "sys/seal",
  "sys/seal-status",
  "sys/step-down",
  "sys/unseal"
])

const isOpen = ({ template }: SpecOperation): boolean => OPEN.has(template.slice(1))

describe("a sealed server", () => {
  let server: WalkedServer
  beforeAll(async () => {
    server = await startWalkedServer()
    const sealed = await server.ask({
      method: "PUT",
      path: "/v1/sys/seal",
      headers: { "x-vault-token": server.rootToken }
    })
    if (sealed.status !== 204) throw new Error(`sys/seal was answered with ${sealed.status}`)
  })
  afterAll(() => server.close())

  const ask = (operation: SpecOperation, headers: Readonly<Record<string, string>>) =>
    server.ask({
      method: isListing(operation.method) ? "GET" : operation.method,
      path: targetOf(operation, operation.variables),
      headers: { ...headers, ...(operation.contentType !== undefined && { "content-type": operation.contentType }) },
      body: operation.body === undefined ? undefined : JSON.stringify(operation.body)
    })

  it.each(specOperations.filter((operation) => !isOpen(operation)).map((operation) => [operation.id, operation]))(
    "RW-ER-13 RW-SYS-12: answers %s with 503 `Vault is sealed`, with and without a token",
    async (_, operation) => {
      const withToken = { "x-vault-token": server.rootToken }
      for (const headers of [withToken, { ...withToken, "x-vault-wrap-ttl": "60" }, {}]) {
        const { status, text } = await ask(operation, headers)
        expect([status, text]).toEqual([503, operation.method === "HEAD" ? "" : '{"errors":["Vault is sealed"]}\n'])
      }
    }
  )

  it.each(specOperations.filter((operation) => operation.method !== "POST" && isOpen(operation)).map(({ id }) => id))(
    "RW-SYS-12: still answers %s",
    async (id) => {
      const operation = specOperations.find((one) => one.id === id)!
      const { text } = await ask(operation, {})
      expect(text).not.toContain("Vault is sealed")
    }
  )
})
