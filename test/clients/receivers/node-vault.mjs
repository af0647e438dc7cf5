// Receives a token with node-vault, which has no call that compares the creation path.
import nodeVault from "node-vault"
import { address, expectedPath, finish, timeoutMs, token } from "./contract.mjs"

const client = nodeVault({ endpoint: address, requestOptions: { timeout: timeoutMs } })

const receive = async () => {
  const lookup = await client.write("sys/wrapping/lookup", { token })
  if (lookup.data.creation_path !== expectedPath) return ["tampered"]
  const response = await client.unwrap({ token })
  return ["received", response.data]
}

try {
  finish(...(await receive()))
} catch (error) {
  const invalid = error.response?.statusCode === 400 && /wrapping token is not valid/.test(error.message)
  console.error(error.message)
  finish(invalid ? "invalid" : "failed")
}
