import type { ApiResponse, ApiRequest } from "./ask.ts"
import type { Context } from "./context.ts"
import { createHolder } from "./policy.ts"
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
export interface ProtectedName {
  /** What stands before the name, and ends in `/`. */
  readonly prefix: string
  readonly name: string
  /** What is tried: what follows the name, and how it is asked. */
  readonly attempts: ReadonlyArray<{ readonly method: string; readonly rest?: string; readonly body?: object }>
  /** Texts that only a reader of what is guarded sees. */
  readonly hidden?: ReadonlyArray<string>
  /** Fails the case if what is guarded is not as it was. */
  readonly expectUnchanged: () => Promise<void>
  /** The same, where it takes longer: once for each attempt, after all spellings. */
  readonly expectStillWorking?: () => Promise<void>
}

/** A token that may do everything, and nothing with the one name, gets nowhere, however it spells the name. */
export async function expectProtected(
  context: Context,
  { attempts, prefix, hidden = [], name, expectStillWorking, expectUnchanged }: ProtectedName
): Promise<void> {
  const denied = [...new Set(attempts.map(({ rest = "" }) => `${prefix}${name}${rest}`))]
  const everything = JSON.stringify(["create", "read", "update", "patch", "delete", "list", "scan", "sudo"])
  const { token } = await createHolder(
    context,
    `path "*" { capabilities = ${everything} }\n` +
      denied.map((path) => `path "${path}" { capabilities = ["deny"] }\n`).join("")
  )
  for (const { body, method, rest = "" } of attempts) {
    for (const spelling of [name, ...spellingsOf(name)]) {
      const path = `${prefix}${spelling}${rest}`
      const request: ApiRequest = { method, path, token, ...(body === undefined ? {} : { body }) }
      const response = await context.send(request)
      if (method !== "GET" && response.status < 300) context.defer({ method: "DELETE", path })
      expectHidden(response, hidden)
      await expectUnchanged()
    }
    await expectStillWorking?.()
  }
}

function expectHidden(response: ApiResponse, hidden: ReadonlyArray<string>): void {
  const shown = response.status < 300 ? hidden.find((text) => response.text.includes(text)) : undefined
  if (shown !== undefined)
    throw new Failure("another spelling of a denied name reveals its content", {
      expected: "none of the denied content",
      got: shown,
      answer: response
    })
}
