import { wrappingLookup, wrappingUnwrap, wrappingWrap } from "./generated/client"

const headers = { "X-Vault-Token": process.env["VAULT_TOKEN"] ?? "" }

const wrapped = await wrappingWrap({ password: "correct horse" }, { headers: { ...headers, "X-Vault-Wrap-TTL": "5m" } })
if (wrapped.status !== 200) throw new Error("the wrap failed")
const { token } = wrapped.data.wrap_info
const lookup = await wrappingLookup({ token }, { headers })
if (lookup.status !== 200) throw new Error("the lookup failed")
const unwrapped = await wrappingUnwrap({ token }, { headers })
if (unwrapped.status !== 200) throw new Error("the first unwrap failed")
const again = await wrappingUnwrap({ token }, { headers })
if (again.status === 200) throw new Error("the second unwrap succeeded")
console.log(
  JSON.stringify({
    creation_path: lookup.data.data?.creation_path,
    creation_ttl: lookup.data.data?.creation_ttl,
    data: unwrapped.data.data,
    status: again.status,
    errors: again.data.errors
  })
)
