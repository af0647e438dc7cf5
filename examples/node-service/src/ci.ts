import { createNodeClient } from "@enwrap/client-node"

/** What CI does for a new machine: it requests a secret id, wrapped, and never sees it. */
export const issueSecretId = async (address: string, token: string): Promise<string> => {
  const vault = createNodeClient({ address, token })
  const info = await vault.operations.appRoleSecretIdGenerate({ mount: "approle", role: "web", body: {} }).wrapped("5m")
  return info.token.reveal()
}
