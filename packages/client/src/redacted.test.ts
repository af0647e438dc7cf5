import { inspect } from "node:util"
import { describe, expect, it } from "vitest"
import { hideWhenInspected, Redacted, scrub } from "./redacted.ts"

const secret = "s.TopSecretWrappingToken01"

describe("Redacted [RW-SEC-1]", () => {
  const redacted = new Redacted(secret, "wrapping token")

  it("reveals its secret", () => {
    expect(redacted.reveal()).toBe(secret)
  })

  it.each([
    ["a template", () => `${redacted}`],
    ["a concatenation", () => `token: ${String(redacted)}`],
    ["JSON", () => JSON.stringify({ redacted })],
    ["inspect", () => inspect({ deep: { redacted } }, { showHidden: true, depth: 9 })],
    ["its keys", () => JSON.stringify(Object.getOwnPropertyNames(redacted))],
    ["a copy", () => inspect({ ...redacted }) + inspect(structuredClone(redacted))]
  ])("does not print it in %s", (_, print) => {
    expect(print()).not.toContain(secret)
  })

  it("prints its label", () => {
    expect(`${redacted}`).toBe("<wrapping token>")
    expect(JSON.stringify([redacted])).toBe('["<wrapping token>"]')
    expect(inspect(redacted)).toBe("<wrapping token>")
  })
})

describe("hideWhenInspected", () => {
  it("hides one field when the object is printed, and changes nothing else", () => {
    const auth = { client_token: secret, policies: ["default"] }
    hideWhenInspected(auth, "client_token")
    expect(inspect({ auth })).toBe("{ auth: { client_token: '<token>', policies: [ 'default' ] } }")
    expect(auth).toEqual({ client_token: secret, policies: ["default"] })
    expect(Object.keys(auth)).toEqual(["client_token", "policies"])
  })
})

describe("scrub", () => {
  it("replaces each secret wherever it occurs, and ignores an empty one", () => {
    expect(scrub(`a ${secret} b ${secret}, x.y`, [secret, "", "x.y"])).toBe("a <token> b <token>, <token>")
    expect(scrub(`a${secret}b`, [secret])).toBe("a<token>b")
  })

  it("replaces a short secret only where it is a whole word", () => {
    expect(scrub('exists not: "x", x$', ["x"])).toBe('exists not: "<token>", <token>$')
  })

  it("takes special characters of a secret literally", () => {
    for (const odd of ["s.[a-z]+$^|(", "\\d{1,9}\\bnever"]) expect(scrub(`<${odd}>`, [odd])).toBe("<<token>>")
  })
})
