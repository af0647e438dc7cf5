import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { parseSync, Visitor, type TSPropertySignature, type TSType } from "oxc-parser"
import { expect, it } from "vitest"

const root = join(import.meta.dirname, "..")

const acceptsUndefined = (type: TSType | undefined): boolean =>
  type?.type === "TSUndefinedKeyword" ||
  type?.type === "TSUnknownKeyword" ||
  (type?.type === "TSUnionType" && type.types.some(acceptsUndefined))

/** The optional members of interfaces of options in a file that cannot be `undefined`, as `ServerOptions.maxWrapTtl`. */
const strictMembers = (text: string): ReadonlyArray<string> => {
  const found: Array<string> = []
  if (!/interface \w+Options\b/.test(text)) return found
  new Visitor({
    TSInterfaceDeclaration: ({ body, id }) => {
      if (!id.name.endsWith("Options")) return
      const strict = body.body.filter(
        (member): member is TSPropertySignature =>
          member.type === "TSPropertySignature" &&
          member.optional &&
          !acceptsUndefined(member.typeAnnotation?.typeAnnotation)
      )
      found.push(...strict.map(({ key }) => `${id.name}.${key.type === "Identifier" ? key.name : key.type}`))
    }
  }).visit(parseSync("options.ts", text).program)
  return found
}

// With `exactOptionalPropertyTypes`, a caller could otherwise not pass on a value that may be absent, such as one of the environment.
it("optional members of options can be undefined", () => {
  expect(strictMembers("interface AOptions { readonly a?: string; readonly b?: 1 | undefined; c: 2 }")).toEqual([
    "AOptions.a"
  ])
  const files = globSync("packages/*/src/**/*.ts", { cwd: root })
  expect(files.length).toBeGreaterThan(300)
  expect(files.flatMap((file) => strictMembers(readFileSync(join(root, file), "utf8")))).toEqual([])
})
