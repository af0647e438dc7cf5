import type { Io } from "./io.ts"

/** The value of `BAO_<name>`, or else of `VAULT_<name>`. An empty variable is treated as unset. */
export const environmentValue = (io: Io, name: string): string | undefined =>
  io.env[`BAO_${name}`] || io.env[`VAULT_${name}`] || undefined
