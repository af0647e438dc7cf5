import { inspect } from "node:util"
import { describe, expect, it } from "vitest"
import { hideWhenInspected, Redacted, scrub } from "./redacted.ts"

const secret = "s.TopSecretWrappingToken01"

describe("Redacted [RW-SEC-1]", () => {
  const redacted = new Redacted(secret, "wrapping token")

  it("gives its text to those who ask for it", () => {
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
  it("hides one field when printed, and changes nothing else", () => {
    const auth = { client_token: secret, policies: ["default"] }
    hideWhenInspected(auth, "client_token")
    expect(inspect({ auth })).toBe("{ auth: { client_token: '<token>', policies: [ 'default' ] } }")
    expect(auth).toEqual({ client_token: secret, policies: ["default"] })
    expect(Object.keys(auth)).toEqual(["client_token", "policies"])
  })
})

describe("scrub", () => {
  it("replaces each secret wherever it stands, and an empty one nowhere", () => {
    expect(scrub(`a ${secret} b ${secret}, x.y`, [secret, "", "x.y"])).toBe("a <token> b <token>, <token>")
    expect(scrub(`a${secret}b`, [secret])).toBe("a<token>b")
  })

  it("replaces a short one where it stands alone, and not within a word", () => {
    expect(scrub('exists not: "x", x$', ["x"])).toBe('exists not: "<token>", <token>$')
  })

  it("takes what a secret is made of as it is", () => {
    for (const odd of ["s.[a-z]+$^|(", "\\d{1,9}\\bnever"]) expect(scrub(`<${odd}>`, [odd])).toBe("<<token>>")
  })
})
