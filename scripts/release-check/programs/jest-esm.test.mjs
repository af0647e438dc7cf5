// Jest 30 with ES modules: `node --experimental-vm-modules node_modules/jest/bin/jest.js`.
import { createBrowserClient } from "@enwrap/client-browser"
import { createNodeClient } from "@enwrap/client-node"

test("the clients work in Jest", async () => {
  const { VAULT_ADDR: address, VAULT_TOKEN: token } = process.env
  const wrapped = await createNodeClient({ address, token }).wrap({ pin: "0451" })
  expect((await createBrowserClient({ address }).unwrap(wrapped.token.reveal())).data).toEqual({ pin: "0451" })
})
