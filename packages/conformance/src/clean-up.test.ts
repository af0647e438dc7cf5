import { expect, it } from "vitest"
import { readResponse, type ApiResponse, type Operator } from "./api-request.ts"
import { cleanUp } from "./clean-up.ts"
import type { WireRequest } from "./transport.ts"

const answerWith = (auth: object): ApiResponse =>
  readResponse(
    { method: "POST", path: "auth/x/login", headers: {} },
    { status: 200, headers: {}, text: JSON.stringify({ auth }) }
  )

const cleaned = async (
  responses: ReadonlyArray<ApiResponse>,
  own: Partial<Operator> = { entity: "the-operator" }
): Promise<ReadonlyArray<string>> => {
  const sent: Array<WireRequest> = []
  const send = async (request: WireRequest) => {
    sent.push(request)
    return { status: 204, headers: {}, text: "" }
  }
  await cleanUp({
    transport: { send, sendTogether: (requests) => Promise.all(requests.map(send)) },
    operator: { token: "s.operator", root: false, ...own },
    deferred: [
      { method: "DELETE", path: "first" },
      { method: "DELETE", path: "second" }
    ],
    responses,
    discover: () => undefined
  })
  return sent.map(({ method, path }) => `${method} ${path}`)
}

it("removes tokens and entities, then sends the deferred requests in reverse order", async () => {
  expect(await cleaned([answerWith({ client_token: "s.a", entity_id: "somebody" })])).toEqual([
    "POST auth/token/revoke-self",
    "DELETE identity/entity/id/somebody",
    "DELETE second",
    "DELETE first"
  ])
})

it("keeps the operator's token and entity", async () => {
  expect(
    await cleaned([
      answerWith({ client_token: "s.child", entity_id: "the-operator" }),
      answerWith({ client_token: "s.operator", entity_id: "" })
    ])
  ).toEqual(["POST auth/token/revoke-self", "DELETE second", "DELETE first"])
})

it("keeps all entities if the operator's is unknown", async () => {
  const made = [answerWith({ client_token: "s.child", entity_id: "perhaps-the-operator" })]
  expect(await cleaned(made, {})).toEqual(["POST auth/token/revoke-self", "DELETE second", "DELETE first"])
})

it("removes the entity of a rejected login, which its response does not name, and unused wrapping tokens", async () => {
  const sent: Array<string> = []
  const answers: Readonly<Record<string, unknown>> = {
    "GET sys/auth/enwrap-conformance-x": { data: { accessor: "auth_userpass_1" } },
    "POST identity/lookup/entity": { data: { id: "left" } }
  }
  const send = async ({ method, path, body = "", headers }: WireRequest) => {
    sent.push(`${method} ${path} ${path.startsWith("sys/wrapping") ? headers["x-vault-token"] : body}`.trim())
    return { status: 200, headers: {}, text: JSON.stringify(answers[`${method} ${path}`] ?? {}) }
  }
  const rejected = (mount: string) =>
    readResponse(
      { method: "POST", path: `auth/${mount}/login/ann`, headers: {} },
      { status: 400, headers: {}, text: '{"errors":["no"]}' }
    )
  await cleanUp({
    transport: { send, sendTogether: (requests) => Promise.all(requests.map(send)) },
    operator: { token: "s.operator", root: true, entity: "" },
    deferred: [{ method: "DELETE", path: "sys/auth/enwrap-conformance-x" }],
    responses: [rejected("enwrap-conformance-x"), rejected("of-somebody-else")],
    unused: ["s.unused"],
    discover: () => undefined
  })
  expect(sent).toEqual([
    "POST sys/wrapping/unwrap s.unused",
    "GET sys/auth/enwrap-conformance-x",
    'POST identity/lookup/entity {"alias_name":"ann","alias_mount_accessor":"auth_userpass_1"}',
    "DELETE identity/entity/id/left",
    "DELETE sys/auth/enwrap-conformance-x"
  ])
})
