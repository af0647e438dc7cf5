// Finds error texts that are written in the sources of the server and the engines instead of being declared in the protocol.
import { parseSync } from "oxc-parser"

/** Calls that create an error from a string, or throw a problem of a policy or a body that becomes an error. */
const ROOTS = ["plainError", "listedError", "ProtocolError", "parseError", "parseErrorAt", "JsonProblem"]

interface Node {
  readonly type: string
  readonly start: number
  readonly [key: string]: unknown
}

interface Source {
  readonly file: string
  readonly text: string
  readonly program: Node
  /** The functions and constants of a module, by name: the expression after the `=`. */
  readonly declared: ReadonlyMap<string, Node>
  /** Names that are imported. */
  readonly imported: ReadonlySet<string>
}

/** Every string that looks like a sentence and is used in an error, as `file:line: text`. */
export const inlineErrorTexts = (sources: ReadonlyMap<string, string>): ReadonlyArray<string> => {
  const parsed = [...sources].map(([file, text]) => parse(file, text))
  const makers = makersIn(parsed)
  return parsed.flatMap((source) => {
    const found = new Map<number, string>()
    for (const call of callsIn(source.program)) {
      if (!isMaker(makers, source, call)) continue
      for (const literal of literalsBehind(source, parsed, call["arguments"], new Set()))
        found.set(literal.node.start, `${literal.source.file}:${lineOf(literal)}: ${literal.text}`)
    }
    return [...found.values()]
  })
}

const parse = (file: string, text: string): Source => {
  const { errors, program } = parseSync(file, text)
  if (errors[0] !== undefined) throw new Error(`${file}: ${errors[0].message}`)
  const declared = new Map<string, Node>()
  const imported = new Set<string>()
  for (const node of nodesIn(program as unknown as Node)) {
    const name = nameOf(node["id"])
    if (node.type === "VariableDeclarator" && name !== undefined && isNode(node["init"]))
      declared.set(name, node["init"])
    if (node.type === "FunctionDeclaration" && name !== undefined) declared.set(name, node)
    if (node.type === "MethodDefinition" && isNode(node["value"]))
      declared.set(`.${nameOf(node["key"])}`, node["value"])
    if (node.type === "ImportSpecifier") imported.add(nameOf(node["local"])!)
  }
  return { file, text, program: program as unknown as Node, declared, imported }
}

/** The names of functions that make an error from one of their parameters, `file name`, with those that call such functions. */
const makersIn = (sources: ReadonlyArray<Source>): ReadonlySet<string> => {
  const makers = new Set(ROOTS)
  for (let before = -1; before !== makers.size;) {
    before = makers.size
    for (const source of sources) {
      for (const [name, value] of source.declared) {
        const parameters = new Set(nodesIn(value["params"]).flatMap((node) => nameOf(node) ?? []))
        const passesOn = callsIn(value["body"]).some(
          (call) =>
            isMaker(makers, source, call) &&
            nodesIn(call["arguments"]).some((node) => parameters.has(nameOf(node) ?? ""))
        )
        if (passesOn) makers.add(name.startsWith(".") ? name : `${source.file} ${name}`)
      }
    }
  }
  return makers
}

const isMaker = (makers: ReadonlySet<string>, { file, imported }: Source, { callee }: Node): boolean => {
  if (!isNode(callee)) return false
  if (callee.type === "MemberExpression") return makers.has(`.${nameOf(callee["property"])}`)
  const name = nameOf(callee)
  if (name === undefined) return false
  if (ROOTS.includes(name) || makers.has(`${file} ${name}`)) return true
  return imported.has(name) && [...makers].some((maker) => maker.endsWith(` ${name}`))
}

interface Literal {
  readonly source: Source
  readonly node: Node
  readonly text: string
}

/** The texts in an expression, in the constants that it names, and in the functions that it calls. */
const literalsBehind = (
  source: Source,
  sources: ReadonlyArray<Source>,
  expression: unknown,
  seen: Set<Node>
): ReadonlyArray<Literal> =>
  nodesIn(expression).flatMap((node) => {
    const text = textIn(node)
    if (text !== undefined) return [{ source, node, text }]
    const name = nameOf(node)
    if (name === undefined) return []
    const home = source.declared.has(name)
      ? source
      : source.imported.has(name)
        ? sources.find(({ declared }) => declared.has(name))
        : undefined
    const value = home?.declared.get(name)
    if (home === undefined || value === undefined || seen.has(value)) return []
    seen.add(value)
    return literalsBehind(home, sources, value["body"] ?? value, seen)
  })

/**
 * A string of several words, or a template with some. Fields, codes and keys are single words, documents have several lines.
 */
const textIn = (node: Node): string | undefined => {
  const { quasis, type, value } = node
  const text =
    type === "Literal" && typeof value === "string"
      ? value
      : type === "TemplateLiteral"
        ? (quasis as ReadonlyArray<{ value: { raw: string } }>).map(({ value }) => value.raw).join("…")
        : ""
  return /[a-z]/i.test(text) && /\S \S/.test(text) && !text.includes("\n") ? text : undefined
}

const lineOf = ({ node, source }: Literal): number => source.text.slice(0, node.start).split("\n").length

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string"

const nameOf = (value: unknown): string | undefined =>
  isNode(value) && (value.type === "Identifier" || value.type === "PrivateIdentifier")
    ? String(value["name"])
    : undefined

/** `Effect.logError(…)`: its texts are for the operator. */
const isLogging = ({ callee }: Node): boolean =>
  isNode(callee) && callee.type === "MemberExpression" && /^log[A-Z]/.test(nameOf(callee["property"]) ?? "")

/** All nodes of a tree, without types, the names of members, and what is logged. */
const nodesIn = (value: unknown): ReadonlyArray<Node> => {
  if (typeof value !== "object" || value === null) return []
  if (!isNode(value)) return Object.values(value).flatMap(nodesIn)
  if (value.type.startsWith("TS") && !("expression" in value)) return []
  if (isLogging(value)) return []
  const inside = Object.entries(value).filter(
    ([name]) => value["computed"] !== false || !["key", "property"].includes(name)
  )
  return [value, ...inside.flatMap(([, part]) => nodesIn(part))]
}

const callsIn = (value: unknown): ReadonlyArray<Node> =>
  nodesIn(value).filter(({ type }) => type === "CallExpression" || type === "NewExpression")
