import { availableParallelism } from "node:os"
import { Worker } from "node:worker_threads"
import type { PasswordResult, PasswordJob } from "./password-job.ts"

/** With two processors, one is for the event loop and one for passwords. */
const THREADS = availableParallelism() > 2 ? 2 : 1

/** In the same folder as this module, in the sources and in the build. */
const WORKER = new URL(`./password-worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url)

/** A job without its id. */
export type NewJob = PasswordJob extends infer Job ? (Job extends PasswordJob ? Omit<Job, "id"> : never) : never

type Result = PasswordResult["result"]

interface Pending {
  readonly resolve: (result: NonNullable<Result>) => void
  readonly reject: (error: Error) => void
}

/** One thread, started with its first job. Without jobs it does not keep the process alive. */
class PasswordThread {
  readonly #pending = new Map<number, Pending>()
  #worker: Worker | undefined
  #id = 0

  get load(): number {
    return this.#pending.size
  }

  run(job: NewJob): Promise<NonNullable<Result>> {
    return new Promise((resolve, reject) => {
      const id = ++this.#id
      this.#pending.set(id, { resolve, reject })
      const worker = (this.#worker ??= this.#start())
      worker.ref()
      worker.postMessage({ ...job, id }, [])
    })
  }

  #start(): Worker {
    // Without the flags and the environment of the process, which may contain secrets.
    const worker = new Worker(WORKER, { execArgv: [], env: {}, name: "passwords" })
    worker.on("message", ({ id, result }: PasswordResult) => {
      const pending = this.#pending.get(id)
      this.#pending.delete(id)
      if (this.#pending.size === 0) worker.unref()
      if (result === undefined) pending?.reject(new Error("a password could not be hashed"))
      else pending?.resolve(result)
    })
    worker.on("error", () => this.#ended(worker))
    worker.on("exit", () => this.#ended(worker))
    return worker
  }

  /** The next job starts another thread. */
  #ended(worker: Worker): void {
    if (this.#worker !== worker) return
    this.#worker = undefined
    for (const { reject } of this.#pending.values()) reject(new Error("the thread for passwords has ended"))
    this.#pending.clear()
  }

  async end(): Promise<void> {
    const worker = this.#worker
    if (worker === undefined) return
    this.#ended(worker)
    await worker.terminate()
  }
}

/** Threads that hash passwords outside of the event loop, and outside of the pool that signatures and files share. */
export class PasswordThreads {
  readonly #threads = Array.from({ length: THREADS }, () => new PasswordThread())

  /** Gives a job to the thread with the fewest jobs. */
  run(job: NewJob): Promise<NonNullable<Result>> {
    return this.#threads.reduce((least, each) => (each.load < least.load ? each : least)).run(job)
  }

  /** Ends the threads. A later job starts them again. */
  async end(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()))
  }
}
