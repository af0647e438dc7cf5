import { unwrapByHeader, type ApiResponse } from "../api-request.ts"
import type { ConformanceCase, Family } from "../conformance-case.ts"
import { at, expectAt, expectEqual, expectError, expectStatus, expectThat, expectDone, stringAt } from "../expect.ts"
import { expectOneSuccess } from "../fixtures/race.ts"
import { printExact } from "../exact-json.ts"
import { expectGone, expectVersion, newSecret, MERGE_PATCH, type Secret } from "../fixtures/versioned-secret.ts"
import { expectWrapped } from "../wrap-info.ts"

const secretCase = (
  one: Omit<ConformanceCase, "profile" | "level" | "run"> & { readonly run: (secret: Secret) => Promise<void> }
): ConformanceCase => ({
  ...one,
  profile: "kv",
  level: "must",
  run: async (context) => one.run(await newSecret(context))
})

export const keyValue2: Family = {
  name: "K2",
  title: "Key-value engine, version 2",
  cases: [
    secretCase({
      id: "RWC-K2-01",
      title: "numbers versions from one, and reads each of them",
      requirements: ["RW-KV-4", "RW-KV-5"],
      why: "A secret that was overwritten by mistake can be recovered.",
      async run({ write, read }) {
        for (const number of [1, 2, 3]) {
          const written = await write({ number })
          expectStatus(written, 200)
          expectAt(written, "data.version", number)
          expectAt(written, "data.destroyed", false)
          expectAt(written, "data.deletion_time", "")
        }
        for (const [query, number] of [
          ["", 3],
          ["?version=1", 1],
          ["?version=2", 2],
          ["?version=0", 3]
        ] as const)
          expectVersion(await read(query), number, { number })
      }
    }),
    secretCase({
      id: "RWC-K2-02",
      title: "accepts check-and-set 0 for a new secret, and otherwise only the current version",
      requirements: ["RW-KV-8"],
      why: "Of two concurrent writers, the later one must learn that it was too late.",
      async run({ write, read }) {
        expectError(await write({ number: 0 }, { cas: 1 }), 400)
        expectStatus(await write({ number: 1 }, { cas: 0 }), 200)
        expectError(await write({ number: 0 }, { cas: 0 }), 400)
        expectStatus(await write({ number: 2 }, { cas: 1 }), 200)
        expectError(await write({ number: 0 }, { cas: 1 }), 400)
        expectVersion(await read(), 2, { number: 2 })
      }
    }),
    secretCase({
      id: "RWC-K2-03",
      title: "rejects a write without check-and-set if it is required",
      requirements: ["RW-KV-9", "RW-KV-8"],
      why: "A client that forgets it must not overwrite a version that it has not seen.",
      async run({ write, read, request }) {
        expectStatus(await write({ number: 1 }), 200)
        expectDone(await request("POST", "metadata", { body: { cas_required: true } }))
        expectError(await write({ number: 2 }), 400)
        expectVersion(await read(), 1, { number: 1 })
        expectStatus(await write({ number: 2 }, { cas: 1 }), 200)
      }
    }),
    secretCase({
      id: "RWC-K2-04",
      title: "returns 404 with metadata for a deleted version, and restores it on undelete",
      requirements: ["RW-KV-6", "RW-KV-7"],
      why: "A secret that was deleted by mistake can be recovered.",
      async run({ write, read, request }) {
        for (const number of [1, 2]) expectStatus(await write({ number }), 200)
        expectDone(await request("DELETE", "data"))
        const gone = await read()
        expectGone(gone, 2, false)
        expectThat(at(gone, "data.metadata.deletion_time") !== "", "there is no deletion time", gone)
        expectVersion(await read("?version=1"), 1, { number: 1 })
        expectDone(await request("POST", "undelete", { body: { versions: [2] } }))
        const back = await read()
        expectVersion(back, 2, { number: 2 })
        expectAt(back, "data.metadata.deletion_time", "")
      }
    }),
    secretCase({
      id: "RWC-K2-05",
      title: "does not restore a destroyed version, and keeps the others",
      requirements: ["RW-KV-6", "RW-KV-7"],
      why: "A secret that must be gone must be gone.",
      async run({ write, read, request }) {
        for (const number of [1, 2]) expectStatus(await write({ number }), 200)
        expectDone(await request("PUT", "destroy", { body: { versions: [1] } }))
        expectDone(await request("POST", "undelete", { body: { versions: [1] } }))
        expectGone(await read("?version=1"), 1, true)
        expectVersion(await read(), 2, { number: 2 })
      }
    }),
    secretCase({
      id: "RWC-K2-06",
      title: "deletes versions by number",
      requirements: ["RW-KV-6", "RW-KV-7"],
      why: "The version that leaked is not always the latest.",
      async run({ write, read, request }) {
        for (const number of [1, 2, 3]) expectStatus(await write({ number }), 200)
        expectDone(await request("POST", "delete", { body: { versions: [1, 2] } }))
        for (const number of [1, 2]) expectGone(await read(`?version=${number}`), number, false)
        expectVersion(await read(), 3, { number: 3 })
      }
    }),
    secretCase({
      id: "RWC-K2-07",
      title: "lists the versions in metadata, and removes all of them with the metadata",
      requirements: ["RW-KV-14", "RW-KV-4"],
      why: "Nothing of a secret must remain once all of it is removed.",
      async run({ write, read, request }) {
        for (const number of [1, 2]) expectStatus(await write({ number }), 200)
        const metadata = await request("GET", "metadata")
        expectStatus(metadata, 200)
        expectAt(metadata, "data.current_version", 2)
        for (const number of [1, 2]) expectAt(metadata, `data.versions.${number}.destroyed`, false)
        expectDone(await request("DELETE", "metadata"))
        expectError(await request("GET", "metadata"), 404)
        for (const query of ["", "?version=1"]) {
          expectError(await read(query), 404)
        }
        expectAt(await write({ number: 1 }), "data.version", 1)
      }
    }),
    secretCase({
      id: "RWC-K2-08",
      title: "stores custom metadata, replaces it as a whole, and returns it with each version",
      requirements: ["RW-KV-4", "RW-KV-5"],
      why: "The owner of a secret is recorded in its metadata.",
      async run({ write, read, request }) {
        const keep = (custom_metadata: object) => request("POST", "metadata", { body: { custom_metadata } })
        expectDone(await keep({ owner: "one", stage: "test" }))
        const written = await write({ number: 1 })
        expectStatus(written, 200)
        expectAt(written, "data.custom_metadata", { owner: "one", stage: "test" })
        expectDone(await keep({ owner: "two" }))
        expectAt(await request("GET", "metadata"), "data.custom_metadata", { owner: "two" })
        expectAt(await read(), "data.metadata.custom_metadata", { owner: "two" })
      }
    }),
    secretCase({
      id: "RWC-K2-09",
      title: "patches only the named fields, removes those set to null, and creates a new version",
      requirements: ["RW-KV-12", "RW-KV-8"],
      why: "Someone who changes one password need not see the others.",
      async run({ write, read, request }) {
        const data = { changed: "old", removed: "x", kept: "x", nested: { removed: 1, list: [1, 2] } }
        expectStatus(await write(data), 200)
        const body = { data: { changed: "new", removed: null, nested: { removed: null, list: [3] } } }
        const plain = await request("PATCH", "data", { body, headers: { "content-type": "application/json" } })
        expectError(plain, 415)
        expectVersion(await read(), 1, data)
        const patched = await request("PATCH", "data", { body, headers: MERGE_PATCH })
        expectStatus(patched, 200)
        expectAt(patched, "data.version", 2)
        expectVersion(await read(), 2, { changed: "new", kept: "x", nested: { list: [3] } })
        const late = { data: { changed: "late" }, options: { cas: 1 } }
        expectError(await request("PATCH", "data", { body: late, headers: MERGE_PATCH }), 400)
      }
    }),
    secretCase({
      id: "RWC-K2-10",
      title: "returns the keys of a secret without values, to the requested depth",
      requirements: ["RW-KV-13"],
      why: "Someone who looks for a key need not see the secret.",
      async run({ context, write, request }) {
        const { conformance } = context.payload()
        const data = { outer: { inner: { key: conformance } }, list: [{ in: conformance }], text: conformance }
        expectStatus(await write(data), 200)
        const all = await request("GET", "subkeys")
        expectStatus(all, 200)
        expectAt(all, "data.subkeys", { outer: { inner: { key: null } }, list: null, text: null })
        expectAt(all, "data.metadata.version", 1)
        const shallow = await request("GET", "subkeys", {}, "?depth=1")
        expectStatus(shallow, 200)
        expectAt(shallow, "data.subkeys", { outer: null, list: null, text: null })
        for (const response of [all, shallow])
          expectThat(!response.text.includes(conformance), "the response contains a value of the secret", response)
      }
    }),
    secretCase({
      id: "RWC-K2-11",
      title: "removes the oldest version when max_versions is exceeded",
      requirements: ["RW-KV-10"],
      why: "A secret that was replaced long ago must not linger.",
      async run({ context, mount, write, read, request }) {
        const config = await context.sendPrivileged({ method: "GET", path: `${mount}/config` })
        expectStatus(config, 200)
        const bound = printExact(at(config, "data.max_versions") ?? null)
        if (bound !== "0") context.skip(`needs a mount without max_versions, but ${mount} sets ${bound}`)
        expectDone(await request("POST", "metadata", { body: { max_versions: 2 } }))
        for (const number of [1, 2, 3]) expectStatus(await write({ number }), 200)
        expectError(await read("?version=1"), 404)
        for (const number of [2, 3]) expectVersion(await read(`?version=${number}`), number, { number })
        const metadata = await request("GET", "metadata")
        expectAt(metadata, "data.oldest_version", 2)
        expectThat(
          at(metadata, "data.versions.1") === undefined,
          "the metadata still lists the oldest version",
          metadata
        )
      }
    }),
    secretCase({
      id: "RWC-K2-12",
      title: "unwraps a wrapped read of an old version to the same data as a plain read",
      requirements: ["RW-WE-1", "RW-CP-1", "RW-CP-5", "RW-KV-5"],
      why: "Wrapping must not change the response.",
      async run({ context, path, write, read }) {
        const old = { ...context.payload(), list: [1, null, true], nested: {} }
        expectStatus(await write(old), 200)
        expectStatus(await write({ number: 2 }), 200)
        const plain = await read("?version=1")
        expectVersion(plain, 1, old)
        const relayed = await context.sendPrivileged({ method: "GET", path: `${path}?version=1`, ttl: 60 })
        const { token, creationPath } = expectWrapped(relayed, old.conformance)
        expectEqual("wrap_info.creation_path", creationPath, path, relayed)
        const opened = await context.send(unwrapByHeader(token))
        expectVersion(opened, 1, old)
        const metadataOf = (response: ApiResponse): string => printExact(at(response, "data.metadata") ?? null)
        expectEqual("data.metadata", metadataOf(opened), metadataOf(plain), opened)
      }
    }),
    secretCase({
      id: "RWC-K2-13",
      title: "executes a write and wraps its response",
      requirements: ["RW-WE-1", "RW-WE-12", "RW-KV-4"],
      why: "A wrap TTL that one endpoint overlooks exposes the response there.",
      async run({ context, path, request, read }) {
        const data = context.payload()
        const { token, creationPath, response } = expectWrapped(
          await request("POST", "data", { body: { data }, ttl: 60 })
        )
        expectEqual("wrap_info.creation_path", creationPath, path, response)
        expectVersion(await read(), 1, data)
        const opened = await context.send(unwrapByHeader(token))
        expectStatus(opened, 200)
        expectAt(opened, "data.version", 1)
      }
    }),
    secretCase({
      id: "RWC-K2-14",
      title: "lets exactly one of eight concurrent writes with the same check-and-set succeed",
      requirements: ["RW-KV-16", "RW-KV-8"],
      why: "Two writers that both believe to have been first lose one of the two secrets.",
      async run({ context, path, read }) {
        for (const cas of [0, 1, 2]) {
          const responses = await context.sendTogether(
            Array.from({ length: 8 }, (_, writer) => ({
              method: "POST",
              path,
              body: { data: { writer }, options: { cas } }
            }))
          )
          const winner = expectOneSuccess(responses)
          for (const response of responses) if (response !== winner) expectError(response, 400)
          expectVersion(await read(), cas + 1, { writer: responses.indexOf(winner) })
        }
      }
    }),
    secretCase({
      id: "RWC-K2-15",
      title: "sets a deletion time on the versions that are written after delete_version_after, and on no others",
      requirements: ["RW-KV-11"],
      why: "A secret that is to expire must not outlive its date, and others must not get one.",
      async run({ write, read, request }) {
        expectStatus(await write({ number: 1 }), 200)
        expectDone(await request("POST", "metadata", { body: { delete_version_after: "1h" } }))
        const written = await write({ number: 2 })
        expectStatus(written, 200)
        const timeToDeletion =
          Date.parse(stringAt(written, "data.deletion_time")) - Date.parse(stringAt(written, "data.created_time"))
        expectThat(
          Math.abs(timeToDeletion - 3_600_000) <= 1_000,
          "the version does not expire an hour after its creation",
          written
        )
        expectAt(await read("?version=1"), "data.metadata.deletion_time", "")
        const later = await read()
        expectVersion(later, 2, { number: 2 })
        expectThat(at(later, "data.metadata.deletion_time") !== "", "there is no deletion time", later)
      }
    })
  ]
}
