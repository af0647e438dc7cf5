import createClient from "openapi-fetch"
import type { paths } from "./generated/schema.ts"

const { VAULT_ADDR, VAULT_TOKEN } = process.env
const client = createClient<paths>({ baseUrl: `${VAULT_ADDR}/v1`, headers: { "X-Vault-Token": VAULT_TOKEN } })

const wrapped = await client.POST("/sys/wrapping/wrap", {
  params: { header: { "X-Vault-Wrap-TTL": "5m" } },
  body: { password: "correct horse" }
})
if (wrapped.data === undefined) throw new Error("the wrap failed")
const { token } = wrapped.data.wrap_info
const lookup = await client.POST("/sys/wrapping/lookup", { body: { token } })
const unwrapped = await client.POST("/sys/wrapping/unwrap", { body: { token } })
const again = await client.POST("/sys/wrapping/unwrap", { body: { token } })
if (lookup.data === undefined || !("data" in lookup.data)) throw new Error("the lookup failed")
// A wrapped response can be any JSON.
const opened: unknown = unwrapped.data
if (typeof opened !== "object" || opened === null || !("data" in opened)) throw new Error("the first unwrap failed")
if (again.error === undefined || !("errors" in again.error)) throw new Error("the second unwrap succeeded")
console.log(
  JSON.stringify({
    creation_path: lookup.data.data?.creation_path,
    creation_ttl: lookup.data.data?.creation_ttl,
    data: opened.data,
    status: again.response.status,
    errors: again.error.errors
  })
)
