// The script of a page, with its own core, its hints, and the full client.
import { createBrowserClient, isClientError } from "@enwrap/client-browser"
import { createBrowserClient as createFullClient } from "@enwrap/client-browser/full"
import { explain } from "@enwrap/client-browser/hints"
import { sysHealthRead } from "@enwrap/client-browser/operations"
import assert from "node:assert/strict"

const { VAULT_ADDR: address, VAULT_TOKEN: token } = process.env
const client = createBrowserClient({ address, token })
const wrapped = await client.wrap({ pin: "0451" })
assert.deepEqual((await client.unwrap(wrapped)).data, { pin: "0451" })
const error = await client.unwrap(wrapped).catch((error) => error)
assert.ok(isClientError(error))
assert.match(explain(error).hint, /intercepted/)
const full = createFullClient({ address, operations: { sysHealthRead } })
assert.equal((await full.operations.sysHealthRead()).sealed, false)
