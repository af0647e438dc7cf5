/** The thread that hashes passwords: one job after the other; each result has the id of its job. */
import bcrypt from "bcryptjs"
import { scryptSync } from "node:crypto"
import { parentPort } from "node:worker_threads"
import type { PasswordResult, PasswordJob } from "./password-job.ts"

const carryOut = (job: PasswordJob): PasswordResult["result"] => {
  if (job.kind === "bcrypt") return bcrypt.compareSync(job.password, job.hash)
  const { N, p, r } = job.cost
  return new Uint8Array(scryptSync(job.password, job.salt, job.bytes, { N, r, p, maxmem: 2 * 128 * N * r }))
}

parentPort!.on("message", (job: PasswordJob) => {
  let outcome: PasswordResult
  try {
    outcome = { id: job.id, result: carryOut(job) }
  } catch {
    // Without the reason, which might quote the password.
    outcome = { id: job.id, result: undefined }
  }
  parentPort!.postMessage(outcome, [])
})
