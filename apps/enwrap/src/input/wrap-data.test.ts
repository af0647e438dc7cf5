import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { fakeIo } from "../../test/fake-io.ts"
import { readWrapData } from "./wrap-data.ts"

const read = (words: ReadonlyArray<string>, input?: string | Uint8Array) =>
  readWrapData(words, fakeIo(input === undefined ? {} : { input }).io)

const folder = mkdtempSync(join(tmpdir(), "enwrap-"))
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

describe("readWrapData", () => {
  it("takes key=value as text", async () => {
    expect({ ...(await read(["a=1", "b=", "c=x=y", "d=\\@home"])) }).toEqual({ a: "1", b: "", c: "x=y", d: "@home" })
  })

  it("takes the text of a file and of standard input as it is", async () => {
    expect({ ...(await read([`a=@${file("a", "line\n")}`, "b=-"], "piped\n")) }).toEqual({ a: "line\n", b: "piped\n" })
  })

  it("takes JSON objects from standard input and files, and keeps their digits", async () => {
    const path = file("b.json", '{"n":1.0}')
    const data = await read(["-", `@${path}`, "c=d"], '{"big":12345678901234567890,"__proto__":1}')
    expect(JSON.stringify(data)).toBe('{"big":12345678901234567890,"__proto__":1,"n":1.0,"c":"d"}')
  })

  it.each([
    [[], undefined, "nothing to wrap"],
    [["hvs.secret"], undefined, "argument 1 is no key=value pair"],
    [["a=b", "=secret"], undefined, "argument 2 has no key"],
    [["a=secret", "a=other"], undefined, "`a` is given twice"],
    [["-", "a=-"], "{}", "read only once"],
    [["-"], '{"password": secret', "standard input is not valid JSON"],
    [["-"], '["secret"]', "standard input is JSON, but no object"]
  ])("refuses %j as used wrongly, and quotes no value", async (words, input, message) => {
    await expect(read(words, input)).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining(message) })
    await expect(read(words, input)).rejects.toMatchObject({ message: expect.not.stringContaining("secret") })
  })

  it("tells JSON that is nested too deeply from what is none", async () => {
    const deep = `{"a":${"[".repeat(20_000)}${"]".repeat(20_000)}}`
    await expect(read(["-"], deep)).rejects.toMatchObject({ message: expect.stringContaining("nested too deeply") })
  })

  it("says which file is not there, or is no text", async () => {
    await expect(read([`a=@${folder}/none`])).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining("there is none")
    })
    await expect(read(["a=@hunter2"])).rejects.toMatchObject({
      message: "cannot read the file of the key `a`: there is none.",
      advice: [expect.stringContaining("\\@")]
    })
    await expect(read(["a=caf\ufffd"])).rejects.toMatchObject({ message: expect.stringContaining("not UTF-8 text") })
    await expect(read([`a=@${file("c", new Uint8Array([0xff, 0xfe]))}`])).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining("not UTF-8 text")
    })
  })
})
