import type { Io } from "../io.ts"

/** A variable of the environment in OpenBao's name or Vault's; OpenBao's wins. An empty one counts as absent. */
export const environmentValue = (io: Io, name: string): string | undefined =>
  io.env[`BAO_${name}`] || io.env[`VAULT_${name}`] || undefined
