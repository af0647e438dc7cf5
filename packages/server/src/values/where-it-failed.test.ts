import * as Cause from "effect/Cause"
import { assert, describe, it } from "vitest"
import { StoreFailure } from "../ports/store/port.ts"
import { whereItFailed } from "./where-it-failed.ts"

describe("whereItFailed", () => {
  it("RW-SEC-1: shows kinds and places of errors, and not their messages", () => {
    const error = new TypeError("quoted: hunter2", { cause: "hunter3" })
    const text = whereItFailed(Cause.die(error))
    assert.match(text, /^TypeError\n {4}at /)
    assert.match(text, /\ncaused by string$/)
    assert.notInclude(text, "hunter")
    assert.notInclude(whereItFailed(Cause.fail(new StoreFailure({ cause: error }))), "hunter")
    assert.equal(whereItFailed(Cause.die("hunter2")), "string")
  })

  it("shows the sentence of a store for the operator", () => {
    const full = new StoreFailure({ cause: "database or disk is full" })
    assert.match(whereItFailed(Cause.fail(full)), /^StoreFailure: database or disk is full\n {4}at /)
    assert.match(
      whereItFailed(Cause.die(new Error("x", { cause: full }))),
      /\ncaused by StoreFailure: database or disk/
    )
  })
})
