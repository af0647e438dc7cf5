import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it } from "vitest"
import { documentOf } from "./openapi-documents.ts"

it("a document that could not be read, such as when too many files were open, is read for the next request", async () => {
  const folder = await mkdtemp(join(tmpdir(), "enwrap-"))
  try {
    const file = join(folder, "openapi.json")
    await expect(documentOf(file)).rejects.toThrow("ENOENT")
    await writeFile(file, "{}")
    expect(Buffer.from((await documentOf(file)).get("identity")!.body).toString()).toBe("{}")
    expect(documentOf(file)).toBe(documentOf(file))
  } finally {
    await rm(folder, { recursive: true })
  }
})
