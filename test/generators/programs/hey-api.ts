import { wrappingLookup, wrappingUnwrap, wrappingWrap } from "./generated"
import { client } from "./generated/client.gen"

const { VAULT_ADDR, VAULT_TOKEN } = process.env
client.setConfig({ baseUrl: `${VAULT_ADDR}/v1`, auth: VAULT_TOKEN ?? "" })

const wrapped = await wrappingWrap({
  headers: { "X-Vault-Wrap-TTL": "5m" },
  body: { password: "correct horse" }
})
if (wrapped.data === undefined) throw new Error("the wrap failed")
const { token } = wrapped.data.wrap_info
const lookup = await wrappingLookup({ body: { token } })
const unwrapped = await wrappingUnwrap({ body: { token } })
const again = await wrappingUnwrap({ body: { token } })
// A wrapped response can be any JSON.
const opened: unknown = unwrapped.data
if (typeof opened !== "object" || opened === null || !("data" in opened)) throw new Error("the first unwrap failed")
if (again.error === undefined || !("errors" in again.error)) throw new Error("the second unwrap succeeded")
console.log(
  JSON.stringify({
    creation_path: lookup.data?.data?.creation_path,
    creation_ttl: lookup.data?.data?.creation_ttl,
    data: opened.data,
    status: again.response?.status,
    errors: again.error.errors
  })
)
