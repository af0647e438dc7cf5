import type { Node, SpecOperation } from "./spec-operations.ts"

/** What answers have said, by the name of the field: `secret_id`, `csr`, `lease_id`. */
export type Learned = Map<string, unknown>

/** Notes the fields of an answer that other operations ask for. */
export const learn = (learned: Learned, answer: unknown): void => {
  const { data, auth, lease_id } = (answer ?? {}) as { data?: Node | null; auth?: Node | null; lease_id?: string }
  for (const name of [
    "role_id",
    "secret_id",
    "secret_id_accessor",
    "csr",
    "certificate",
    "serial_number",
    "migration_id"
  ]) {
    const value = data?.[name]
    if (typeof value === "string") learned.set(name, value)
    if (name === "serial_number" && typeof value === "string") learned.set("serial", value)
  }
  if (lease_id) learned.set("lease_id", lease_id)
  if (typeof auth?.["accessor"] === "string" && auth["client_token"] !== "") {
    learned.set("token", auth["client_token"])
    learned.set("accessor", auth["accessor"])
  }
}

/** An example of the spec, with what was learned in the place of the ids that no spec can know. */
export const filledIn = <A extends Node>(example: A, learned: Learned): A => ({
  ...example,
  ...Object.fromEntries(Object.keys(example).flatMap((name) => (learned.has(name) ? [[name, learned.get(name)]] : [])))
})

/** What writes what others need comes first, what ends something last: of a mount's own before the mount's end. */
const ranks: ReadonlyArray<RegExp> = [
  /Enable|GenerateRoot|WriteConfig$/,
  /Write/,
  /Generate/,
  /^(?!.*(Destroy|Delete|Revoke|Disable|Tidy|Remount))/
]

const rankOf = ({ id, method, mountParameter }: SpecOperation): number => {
  const rank = ranks.findIndex((pattern) => pattern.test(id) && !/Delete/.test(id))
  const isEnd = rank === -1
  if (isEnd) return 100 + (mountParameter === undefined ? 10 : 0) + methods.indexOf(method)
  return method === "POST" ? rank : 10 + methods.indexOf(method)
}

const methods = ["POST", "PATCH", "GET", "HEAD", "LIST", "SCAN", "DELETE"]

/** Operations in an order in which what one reads another has written before. */
export const inOrder = (operations: ReadonlyArray<SpecOperation>): ReadonlyArray<SpecOperation> =>
  operations.toSorted((one, other) => rankOf(one) - rankOf(other))
