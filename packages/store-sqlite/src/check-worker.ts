/** A thread that checks a database, which can take minutes. */
import { parentPort, workerData } from "node:worker_threads"
import { checkDatabase, openForReads } from "./open-database.ts"
import { openProblem } from "./open-problem.ts"

const check = (path: string): ReturnType<typeof openProblem> | undefined => {
  try {
    const database = openForReads(path)
    try {
      checkDatabase(database, path, true)
    } finally {
      database.close()
    }
    return undefined
  } catch (error) {
    return openProblem(error, path)
  }
}

parentPort!.postMessage(check(workerData as string), [])
