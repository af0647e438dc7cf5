import { spawnSync } from "node:child_process"
import { inspect } from "node:util"
import { describe, expect, expectTypeOf, it } from "vitest"
import * as errors from "./errors.ts"
import type { ClientError, ErrorCode } from "./errors.ts"

const classes = Object.values(errors).filter(
  (value): value is typeof errors.ServerError => typeof value === "function" && value.prototype instanceof Error
)
const secret = "s.TopSecretWrappingToken01"

describe("errors", () => {
  it("have one class and one constant for each code", () => {
    const codes = Object.entries(errors).filter(([, value]) => typeof value === "string")
    expect(classes.map((Class) => new Class("").code).toSorted()).toEqual(codes.map(([, code]) => code).toSorted())
    for (const [name, code] of codes) expect(name).toBe(code)
  })

  it.each(classes)("%o has the name of its class, in its stack too", (Class) => {
    const error = new Class("what happened")
    expect(error.name).toBe(Class.name)
    expect(error.stack).toMatch(new RegExp(`^${Class.name}: what happened\n`))
    expect(errors.isClientError(error)).toBe(true)
  })

  it("can be told apart from other errors", () => {
    expect(errors.isClientError(new Error("other"))).toBe(false)
    expect(errors.isClientError({ code: errors.NOT_FOUND })).toBe(false)
  })

  it("never print their cause [RW-SEC-1]", () => {
    const cause = new Error(`sent ${secret}`)
    const error = new errors.ServerError("failed", { status: 500, errors: ["why"], hint: "wait", cause })
    expect(error.cause).toBe(cause)
    expect(Object.keys(error)).not.toContain("cause")
    const printed = [inspect(error), inspect({ error }), JSON.stringify(error), String(error), error.stack].join("\n")
    expect(printed).not.toContain(secret)
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: "ServerError",
      code: "SERVER_ERROR",
      message: "failed",
      status: 500,
      errors: ["why"],
      hint: "wait"
    })
    expect(inspect(error)).toMatch(
      /ServerError: failed\n[^]*code: SERVER_ERROR\n {2}status: 500\n {2}server: why\n {2}hint: wait$/
    )
  })

  it("do not print their cause when they are not caught [RW-SEC-1]", () => {
    const source = new URL("./errors.ts", import.meta.url).href
    const script = `import { ServerError } from ${JSON.stringify(source)}
      throw new ServerError("nobody caught this", { cause: new Error("sent " + process.env.SECRET) })`
    const child = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
      env: { ...process.env, SECRET: secret },
      encoding: "utf8"
    })
    expect(child.stderr).toContain("ServerError: nobody caught this")
    expect(child.stderr).not.toContain(secret)
  })

  it("are a closed union: a switch over `code` is exhaustive", () => {
    const advice = (error: ClientError): string => {
      switch (error.code) {
        case errors.WRAPPING_TOKEN_INVALID:
        case errors.PERMISSION_DENIED:
        case errors.NOT_FOUND:
        case errors.INVALID_REQUEST:
        case errors.RATE_LIMITED:
        case errors.SEALED:
        case errors.SERVER_ERROR:
        case errors.UNEXPECTED_RESPONSE:
        case errors.CONNECTION_FAILED:
        case errors.ABORTED:
        case errors.TIMED_OUT:
        case errors.OUTCOME_UNKNOWN:
        case errors.INSECURE_ADDRESS:
        case errors.INVALID_ARGUMENT:
          return error.code
      }
    }
    expect(advice(new errors.SealedError(""))).toBe("SEALED")
    expectTypeOf<Extract<ClientError, { code: "NOT_FOUND" }>>().toEqualTypeOf<errors.NotFoundError>()
    // @ts-expect-error -- no such code
    const unknown: ErrorCode = "TEAPOT"
    expect(unknown).toBeTypeOf("string")
  })
})
