import type { RequestFacts } from "./audit-facts.ts"

/** The request in the entry that tests a new device, as in the original. */
export const probe = (id: string): RequestFacts => ({
  id,
  verb: "update",
  path: "sys/audit/test",
  data: undefined,
  opaque: "none",
  mount: undefined,
  token: undefined,
  caller: undefined,
  policyResults: undefined,
  remoteAddress: "",
  remotePort: undefined,
  wrapTtl: undefined,
  header: () => undefined
})
