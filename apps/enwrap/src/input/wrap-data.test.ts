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
  it("reads key=value as a string", async () => {
    expect({ ...(await read(["a=1", "b=", "c=x=y", "d=\\@home"])) }).toEqual({ a: "1", b: "", c: "x=y", d: "@home" })
  })

  it("reads files and standard input unchanged", async () => {
    expect({ ...(await read([`a=@${file("a", "line\n")}`, "b=-"], "piped\n")) }).toEqual({ a: "line\n", b: "piped\n" })
  })

  it("reads JSON objects from standard input and files, and keeps all digits", async () => {
    const path = file("b.json", '{"n":1.0}')
    const data = await read(["-", `@${path}`, "c=d"], '{"big":12345678901234567890,"__proto__":1}')
    expect(JSON.stringify(data)).toBe('{"big":12345678901234567890,"__proto__":1,"n":1.0,"c":"d"}')
  })

  it.each([
    [[], undefined, "no data to wrap"],
    [["hvs.secret"], undefined, "argument 1 is not a key=value pair"],
    [["a=b", "=secret"], undefined, "argument 2 has no key"],
    [["a=secret", "a=other"], undefined, "`a` is given twice"],
    [["-", "a=-"], "{}", "read only once"],
    [["-"], '{"password": secret', "standard input is not valid JSON"],
    [["-"], '["secret"]', "standard input is JSON, but not an object"]
  ])("rejects %j with a usage error, and does not quote the value", async (words, input, message) => {
    await expect(read(words, input)).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining(message) })
    await expect(read(words, input)).rejects.toMatchObject({ message: expect.not.stringContaining("secret") })
  })

  it("distinguishes JSON that is nested too deeply from invalid JSON", async () => {
    const deep = `{"a":${"[".repeat(20_000)}${"]".repeat(20_000)}}`
    await expect(read(["-"], deep)).rejects.toMatchObject({ message: expect.stringContaining("nested too deeply") })
  })

  it("says which file does not exist or is not text", async () => {
    await expect(read([`a=@${folder}/none`])).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining("no such file")
    })
    await expect(read(["a=@hunter2"])).rejects.toMatchObject({
      message: "cannot read the file of the key `a`: no such file.",
      advice: [expect.stringContaining("\\@")]
    })
    await expect(read(["a=caf\ufffd"])).rejects.toMatchObject({ message: expect.stringContaining("not UTF-8 text") })
    await expect(read([`a=@${file("c", new Uint8Array([0xff, 0xfe]))}`])).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining("not UTF-8 text")
    })
  })
})
