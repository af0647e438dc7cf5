/** Shows an operation: what to send, what comes back, and which requirements apply. */
import { objectAt, type NodeObject } from "../../packages/protocol/scripts/bundle.ts"
import type { Requirement } from "../requirements.ts"
import { stringAt, type Operation } from "./document.ts"
import { codeBlock, escapeHtml, inlineMarkdown, markdown } from "./html.ts"
import { requirementCard } from "./requirement-card.ts"
import { fields, flatten, parameterFields, responseFields } from "./schema.ts"

/** What the pages are made from. */
export interface Sources {
  readonly document: NodeObject
  readonly requirements: ReadonlyMap<string, Requirement>
  /** The address of the repository's files. */
  readonly repository: string
}

const pathHtml = (path: string): string =>
  escapeHtml(path).replaceAll(/\{[^}]*\}/g, (parameter) => `<span class="parameter">${parameter}</span>`)

/** The path with the examples of its parameters. */
const examplePath = ({ parameters, path }: Operation): string =>
  path.replaceAll(/\{([^}]*)\}/g, (all, name) => {
    const parameter = parameters.find((one) => one["in"] === "path" && one["name"] === name)
    return parameter?.["example"] === undefined ? all : String(parameter["example"])
  })

const contentOf = (node: NodeObject | undefined): readonly [type: string, content: NodeObject] | undefined => {
  const [type] = Object.keys(objectAt(node, "content"))
  return type === undefined ? undefined : [type, objectAt(objectAt(node, "content"), type)]
}

const exampleOf = (document: NodeObject, content: NodeObject): unknown =>
  content["example"] ?? flatten(document, content["schema"])["example"]

const json = (value: unknown): string => JSON.stringify(value, undefined, 2)

const curl = ({ document }: Sources, operation: Operation): string => {
  const [type, content] = contentOf(operation.body) ?? ["", {}]
  const example = exampleOf(document, content)
  const methods: Readonly<Record<string, string>> = {
    GET: "",
    POST: example === undefined ? "-X POST " : "",
    HEAD: "-I "
  }
  const lines = [
    `curl ${methods[operation.method] ?? `-X ${operation.method} `}$VAULT_ADDR/v1${examplePath(operation)}`,
    ...(operation.notes.includes("No token needed") ? [] : ['-H "X-Vault-Token: $VAULT_TOKEN"']),
    ...(type === "" || type === "application/json" ? [] : [`-H "Content-Type: ${type}"`]),
    ...(example === undefined ? [] : [`-d '${JSON.stringify(example)}'`])
  ]
  return lines.join(" \\\n  ")
}

const bodySection = ({ document }: Sources, { body }: Operation): string => {
  const content = contentOf(body)
  if (content === undefined) return ""
  const schema = flatten(document, content[1]["schema"])
  const table = fields(document, schema)
  const text = stringAt(schema, "description")
  return `<h4>Body</h4>${text === "" ? "" : `<p>${inlineMarkdown(text)}</p>`}${table}`
}

const success = (status: string): boolean => status.startsWith("2")

const responseSection = ({ document }: Sources, status: string, response: NodeObject): string => {
  const content = contentOf(response)
  const table = content === undefined || !success(status) ? "" : responseFields(document, content[1]["schema"])
  const text = `<code class="status ${success(status) ? "good" : "bad"}">${status}</code> ${inlineMarkdown(stringAt(response, "description"))}`
  return `<div class="response"><p>${text}</p>${table}</div>`
}

const exampleResponse = ({ document }: Sources, { responses }: Operation): string => {
  for (const [status, response] of responses) {
    const content = success(status) ? contentOf(response) : undefined
    const example = content === undefined ? undefined : exampleOf(document, content[1])
    if (example === undefined) continue
    const text = typeof example === "string" ? codeBlock(example, "text") : codeBlock(json(example), "json")
    return `<details class="example" open><summary>Response ${status}</summary>${text}</details>`
  }
  return ""
}

const requirementsSection = ({ requirements, repository }: Sources, operation: Operation): string => {
  const cards = operation.requirements.flatMap((id) => requirements.get(id) ?? [])
  if (cards.length === 0) return ""
  return `<details class="requirements" open><summary>${cards.length} requirement${
    cards.length === 1 ? "" : "s"
  }</summary><ul>${cards.map((one) => requirementCard(one, repository)).join("")}</ul></details>`
}

/** The section of an operation. */
export const operationSection = (sources: Sources, operation: Operation): string => {
  const { id, method, notes, parameters, path, responses, summary } = operation
  const wrapNote = operation.takesWrapTtl ? ["Can be wrapped"] : []
  return `<section class="operation" id="${id}">
<div class="main">
<h3><a class="anchor" href="#${id}">${escapeHtml(summary)}</a></h3>
<p class="route"><span class="method ${method.toLowerCase()}">${method}</span> <code>/v1${pathHtml(path)}</code></p>
<p class="badges"><code>${id}</code>${[...notes, ...wrapNote].map((note) => `<span>${inlineMarkdown(note)}</span>`).join("")}</p>
${markdown(operation.description)}
${parameters.length === 0 ? "" : `<h4>Parameters</h4>${parameterFields(sources.document, parameters)}`}
${bodySection(sources, operation)}
<h4>Responses</h4>${responses.map(([status, response]) => responseSection(sources, status, response)).join("")}
</div>
<aside>
${codeBlock(curl(sources, operation), "sh")}
${exampleResponse(sources, operation)}
${requirementsSection(sources, operation)}
</aside>
</section>`
}
