import { setConfig } from "./generated/.kubb/fetch"
import { wrappingLookup, wrappingUnwrap, wrappingWrap, type WrappingUnwrap400 } from "./generated"

const { VAULT_ADDR, VAULT_TOKEN } = process.env
setConfig({ baseURL: `${VAULT_ADDR}/v1`, headers: { "X-Vault-Token": VAULT_TOKEN ?? "" } })

const wrapped = await wrappingWrap({ password: "correct horse" }, { "X-Vault-Wrap-TTL": "5m" })
const { token } = wrapped.data.wrap_info
const lookup = await wrappingLookup({ token })
const unwrapped = await wrappingUnwrap({ token })
// The client of Kubb has the same type for each status.
const again = await wrappingUnwrap({ token })
const { errors } = again.data as unknown as WrappingUnwrap400
console.log(
  JSON.stringify({
    creation_path: lookup.data.data?.creation_path,
    creation_ttl: lookup.data.data?.creation_ttl,
    data: unwrapped.data.data,
    status: again.status,
    errors
  })
)
