/** A part of the protocol that an implementation can claim to support. spec/protocol.md defines the profiles. */
export type Profile =
  | "core"
  | "accessor"
  | "rewrap"
  | "tokens"
  | "cubbyhole"
  | "kv"
  | "pki"
  | "leases"
  | "policy"
  | "approle"
  | "userpass"
  | "strict"
