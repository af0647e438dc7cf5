import type { Node, SpecOperation } from "./spec-operations.ts"

/** Values from earlier responses, by field name: `secret_id`, `csr`, `lease_id`. */
export type Learned = Map<string, unknown>

/** Remembers the fields of a response that other operations need. */
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

/** An example of the spec, with remembered values in place of ids that a spec cannot know. */
export const filledIn = <A extends Node>(example: A, learned: Learned): A => ({
  ...example,
  ...Object.fromEntries(Object.keys(example).flatMap((name) => (learned.has(name) ? [[name, learned.get(name)]] : [])))
})

/** Operations that write what others need come first. Those that end something come last, the end of a mount after all. */
const ranks: ReadonlyArray<RegExp> = [
  /Enable|RootGenerate|^(kvV2|http)ConfigWrite$/,
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

/** Operations in an order in which each finds what it reads. */
export const inOrder = (operations: ReadonlyArray<SpecOperation>): ReadonlyArray<SpecOperation> =>
  operations.toSorted((one, other) => rankOf(one) - rankOf(other))
