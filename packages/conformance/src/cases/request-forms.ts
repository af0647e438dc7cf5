import { type ApiRequest, type ApiResponse, lookup, unwrapByBody, unwrapByHeader } from "../api-request.ts"
import type { ConformanceCase, Family } from "../conformance-case.ts"
import type { Context } from "../context.ts"
import { LOOKUP, UNWRAP, WRAP } from "../endpoints.ts"
import { ExactNumber, type ExactJson, printExact } from "../exact-json.ts"
import { expectError, expectInvalidToken, expectPayload, expectRefused, expectStatus, expectThat } from "../expect.ts"
import { named } from "../fixtures/combination.ts"
import { expectNotWrapped, wrapInfoOf } from "../wrap-info.ts"

/** One way to write requests: what it changes in each of them. */
interface Form {
  readonly name: string
  readonly write: (request: ApiRequest) => ApiRequest
}

/** Wraps, looks up and unwraps in one form, and expects the responses to the usual form. */
async function expectUsable({ payload, send }: Pick<Context, "payload" | "send">, { name, write }: Form) {
  const secret = payload()
  await named(name, async () => {
    const wrapped = await send(write({ method: "POST", path: WRAP, ttl: 300, body: secret }))
    const { token } = wrapInfoOf(wrapped)
    expectStatus(await send(write(lookup(token))), 200)
    expectPayload(await send(write(unwrapByBody(token))), secret)
  })
}

const usable = (id: string, title: string, why: string, forms: ReadonlyArray<Form>): ConformanceCase => ({
  id,
  title,
  requirements: ["RW-HD-15"],
  profile: "core",
  level: "must",
  why,
  async run(context) {
    for (const form of forms) await expectUsable(context, form)
  }
})

const text = ({ body, ...request }: ApiRequest, change: (json: string) => string, type?: string): ApiRequest => ({
  ...request,
  ...(body === undefined ? {} : { body: change(JSON.stringify(body)) }),
  headers: { ...(type === undefined || body === undefined ? {} : { "content-type": type }), ...request.headers }
})

const JSON_TYPE = "application/json"
const unchanged = (json: string): string => json

const ofType = (name: string, type?: string): Form => ({ name, write: (request) => text(request, unchanged, type) })

/** Writes the last letter of each key, and the first of each path segment, as an escape. */
const escaped = (request: ApiRequest): ApiRequest => ({
  ...text(
    request,
    (json) => json.replace(/(\w)":/g, (_, letter: string) => `\\u00${letter.charCodeAt(0).toString(16)}":`),
    JSON_TYPE
  ),
  path: request.path.replace(/(?<=\/)\w/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)
})

/** All values that are not objects, by their paths. */
const leavesOf = (json: ExactJson | undefined, path = ""): ReadonlyMap<string, string> =>
  typeof json !== "object" || json === null || json instanceof ExactNumber || Array.isArray(json)
    ? new Map(json === undefined ? [] : [[path, printExact(json)]])
    : new Map(
        Object.entries(json).flatMap(([key, value]) => [...leavesOf(value, path === "" ? key : `${path}.${key}`)])
      )

export const requestForms: Family = {
  name: "HF",
  title: "Forms of requests",
  cases: [
    usable(
      "RWC-HF-01",
      "reads the names of headers in upper case, in lower case and capitalized",
      "Each HTTP library writes them in its own way.",
      [
        { name: "header names in upper case", write: (request) => ({ ...request, spelling: "upper case" }) },
        { name: "capitalized header names", write: (request) => ({ ...request, spelling: "capitalized" }) }
      ]
    ),
    usable("RWC-HF-02", "does not require X-Vault-Request", "curl and most hand-written clients do not send it.", [
      { name: "without X-Vault-Request", write: (request) => ({ ...request, unmarked: true }) }
    ]),
    usable(
      "RWC-HF-03",
      "reads a JSON object as JSON, whatever the type of the body is",
      "curl calls each body a form, and others add a charset or no type.",
      [
        ofType("JSON with a charset", "application/json; charset=utf-8"),
        ofType("JSON without a type"),
        ofType("JSON that is called a form", "application/x-www-form-urlencoded")
      ]
    ),
    usable(
      "RWC-HF-04",
      "reads JSON with white space, and escapes in keys and in the path",
      "A secret must not depend on the library that wrote the request.",
      [
        {
          name: "white space around the body and its keys",
          write: (request) => text(request, (json) => `\r\n\t ${json.replaceAll('":', '" : ')} \n`, JSON_TYPE)
        },
        { name: "escapes in keys and in the path", write: escaped }
      ]
    ),
    usable(
      "RWC-HF-05",
      "answers a client that accepts compressed responses",
      "Most HTTP libraries accept compression, and some servers compress the wrong bytes.",
      [
        {
          name: "Accept-Encoding",
          write: (request) => ({ ...request, headers: { "accept-encoding": "gzip, deflate, br" } })
        }
      ]
    ),
    {
      id: "RWC-HF-06",
      title: "reads a chunked body, or refuses it",
      requirements: ["RW-HD-15", "RW-ER-11"],
      profile: "core",
      level: "must",
      why: "Whoever ignores the body wraps nothing, and the secret is lost.",
      async run({ payload, send }) {
        const secret = payload()
        const response = await send({
          method: "POST",
          path: WRAP,
          ttl: 300,
          headers: { "transfer-encoding": "chunked" },
          body: secret
        })
        if (response.status >= 400) return expectRefused(response)
        expectPayload(await send(unwrapByHeader(wrapInfoOf(response).token)), secret)
      }
    },
    {
      id: "RWC-HF-07",
      title: "answers each request of a connection as if it were the only one",
      requirements: ["RW-HD-16", "RW-SU-1"],
      profile: "core",
      level: "must",
      why: "Proxies send the requests of many clients through one connection.",
      run: ({ cubbyholeEntry, onOneConnection, payload }) =>
        onOneConnection(async (send) => {
          const [entry, secret] = [payload(), payload()]
          const path = await cubbyholeEntry(entry)
          const { token } = wrapInfoOf(await send({ method: "POST", path: WRAP, ttl: 300, body: secret }))
          await named("without the token of an earlier request", async () =>
            expectError(await send({ method: "GET", path, token: null }), 403)
          )
          await named("without the wrap TTL of an earlier request", async () => {
            const read = await send({ method: "GET", path })
            expectPayload(read, entry)
            expectNotWrapped(read)
          })
          await named("without the body of an earlier request", async () => {
            const looked = await send({ method: "POST", path: LOOKUP, token: null, body: { token } })
            expectStatus(looked, 200)
            expectRefused(await send({ method: "POST", path: LOOKUP, token: null }))
          })
          await named("opened twice on the same connection", async () => {
            expectPayload(await send(unwrapByHeader(token)), secret)
            expectInvalidToken(await send(unwrapByHeader(token)))
          })
        })
    },
    {
      id: "RWC-HF-08",
      title: "rejects a token with more, fewer or other characters, in the header and in the body",
      requirements: ["RW-HD-11", "RW-SU-12"],
      profile: "core",
      level: "must",
      why: "A server that ignores characters accepts tokens that it did not issue.",
      async run({ payload, send, wrap }) {
        const secret = payload()
        let { token } = await wrap(secret)
        // With a character that is another one in the other alphabet of base64, if tokens have such characters.
        for (let more = 0; more < 5 && !/[-_+/]/.test(token); more++) token = (await wrap(secret)).token
        const other = (at: number): string => {
          const letter = token[at] === "A" ? "B" : "A"
          return token.slice(0, at) + letter + token.slice(at + 1)
        }
        // Others may be redundant: Vault does not check the signature in the first half of its tokens, nor the last bits.
        const late = (token.length * 3) >> 2
        const printable = [`${token}A`, `A${token}`, token.slice(0, -1), ...[0, late].map(other)]
        // Vault answers some of them with 500.
        const expectDenied = async (request: ApiRequest) => {
          const response = await send(request)
          expectThat(response.status >= 400, "a token that was not issued was accepted", response)
        }
        // The other alphabet of base64, and an escape.
        const otherBase64 = token.replaceAll(/[-_+/]/g, (one) => "+/-_"["-_+/".indexOf(one)] as string)
        if (otherBase64 !== token) printable.push(otherBase64)
        printable.push(`%${token.charCodeAt(0).toString(16)}${token.slice(1)}`)
        for (const wrong of printable) await expectDenied(unwrapByHeader(wrong))
        for (const wrong of [...printable, `${token}\u0000`, `${token}\u0000A`])
          for (const path of [LOOKUP, UNWRAP]) await expectDenied({ method: "POST", path, body: { token: wrong } })
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-HF-09",
      title: "tells nothing about the payload in the response that is wrapped and in lookups",
      requirements: ["RW-LK-6"],
      profile: "core",
      level: "must",
      why: "A digest, or the length, tells whether a guess is right.",
      async run({ send, wrap }) {
        // The other payload is wrapped between the two equal ones: what is equal for these depends on neither time nor chance.
        const [first, other, second] = [
          await wrap({ pin: "a payload" }),
          await wrap({ pin: "another payload, which is longer" }),
          await wrap({ pin: "a payload" })
        ]
        const sameness = (all: ReadonlyArray<ApiResponse>, place: string): void => {
          const [a, b, c] = all.map(({ json }) => leavesOf(json))
          for (const [path, value] of a ?? [])
            expectThat(
              value !== c?.get(path) || value === b?.get(path),
              `${path} of the ${place} depends on the payload`,
              all[1]
            )
        }
        const all = [first, other, second]
        sameness(
          all.map(({ response }) => response),
          "response that is wrapped"
        )
        const looked: Array<ApiResponse> = []
        for (const { token } of all) looked.push(await send(lookup(token)))
        for (const response of looked) expectStatus(response, 200)
        sameness(looked, "lookup")
      }
    }
  ]
}
