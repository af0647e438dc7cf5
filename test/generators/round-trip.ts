/** What every program of `programs` must print as JSON: it wraps, looks up, unwraps, and fails to unwrap again. */
export const ROUND_TRIP = {
  creation_path: "sys/wrapping/wrap",
  creation_ttl: 300,
  data: { password: "correct horse" },
  status: 400,
  errors: ["wrapping token is not valid or does not exist"]
} as const

/** Where a program finds the server. */
export const environmentOf = (server: { readonly address: string; readonly rootToken: string }) => ({
  VAULT_ADDR: server.address,
  VAULT_TOKEN: server.rootToken
})

/** Names as a generator may spell them: `kv_v2_read`, `KVV2Read` and `kvV2Read` are the same. */
export const spelled = (names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => name.replaceAll(/[^A-Za-z0-9]/g, "").toLowerCase()).sort()
