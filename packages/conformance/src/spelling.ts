import type { Answer, Ask } from "./ask.ts"
import type { Context } from "./context.ts"
import { holderOf } from "./policy.ts"
import { Failure } from "./verdict.ts"

const encoded = (text: string): string =>
  [...text].map((one) => `%${one.charCodeAt(0).toString(16).padStart(2, "0")}`).join("")

/** Other spellings of a name in a path. All of them may be taken for other names, and none for a way around a deny. */
export const spellingsOf = (name: string): ReadonlyArray<string> => [
  name.toUpperCase(),
  name.slice(0, 1).toUpperCase() + name.slice(1),
  `${name}/`,
  `${name}//`,
  `/${name}`,
  encoded(name),
  encoded(name.toUpperCase()),
  encoded(name.slice(0, 1)) + name.slice(1),
  `${name.toUpperCase()}/`,
  `${name}%2f`,
  `${name}%2F`,
  `%2f${name}`,
  `${name}%20`,
  `%20${name}`,
  `${name}%00`,
  `./${name}`,
  `${name}/.`,
  `x/../${name}`
]

/** Something whose name stands in paths. */
export interface Guarded {
  /** What stands before the name, and ends in `/`. */
  readonly before: string
  readonly name: string
  /** What is tried: what follows the name, and how it is asked. */
  readonly attempts: ReadonlyArray<{ readonly method: string; readonly rest?: string; readonly body?: object }>
  /** Texts that only a reader of what is guarded sees. */
  readonly hidden?: ReadonlyArray<string>
  /** Fails the case if what is guarded is not as it was. */
  readonly unchanged: () => Promise<void>
  /** The same, where it takes longer: once for each attempt, after all spellings. */
  readonly stillSo?: () => Promise<void>
}

/** A token that may do everything, and nothing with the one name, gets nowhere, however it spells the name. */
export async function expectNoWayAround(
  context: Context,
  { attempts, before, hidden = [], name, stillSo, unchanged }: Guarded
): Promise<void> {
  const denied = [...new Set(attempts.map(({ rest = "" }) => `${before}${name}${rest}`))]
  const everything = JSON.stringify(["create", "read", "update", "patch", "delete", "list", "scan", "sudo"])
  const { token } = await holderOf(
    context,
    `path "*" { capabilities = ${everything} }\n` +
      denied.map((path) => `path "${path}" { capabilities = ["deny"] }\n`).join("")
  )
  for (const { body, method, rest = "" } of attempts) {
    for (const spelling of [name, ...spellingsOf(name)]) {
      const path = `${before}${spelling}${rest}`
      const ask: Ask = { method, path, token, ...(body === undefined ? {} : { body }) }
      const answer = await context.send(ask)
      if (method !== "GET" && answer.status < 300) context.afterwards({ method: "DELETE", path })
      expectHidden(answer, hidden)
      await unchanged()
    }
    await stillSo?.()
  }
}

function expectHidden(answer: Answer, hidden: ReadonlyArray<string>): void {
  const shown = answer.status < 300 ? hidden.find((text) => answer.text.includes(text)) : undefined
  if (shown !== undefined)
    throw new Failure("another spelling of a denied name reveals its content", {
      expected: "none of the denied content",
      got: shown,
      answer
    })
}
