/** The thread that commits. It is the only one that writes to the database. */
import { parentPort, workerData } from "node:worker_threads"
import { failedAnswer } from "./commit-answer.ts"
import { CommitMark } from "./commit-mark.ts"
import { CommitMessageReader } from "./commit-message.ts"
import type { ThreadOptions, WorkerMessage } from "./commit-thread.ts"
import { Committer } from "./committer.ts"
import { DatabasePlace } from "./database-place.ts"
import { openForCommits } from "./open-database.ts"
import { openProblem } from "./open-problem.ts"
import { readSpaces } from "./stored-spaces.ts"

const port = parentPort!
const tell = (message: WorkerMessage): void => port.postMessage(message, [])
const { limits, path } = workerData as ThreadOptions

const serve = (): void => {
  const database = openForCommits(path)
  const place = new DatabasePlace(path)
  const committer = new Committer(database, limits)
  const mark = new CommitMark(path)
  port.on("message", (message: Uint8Array | "close") => {
    if (message !== "close") {
      const problem = place.problem()
      const answer =
        problem === undefined
          ? committer.commit(message)
          : failedAnswer(new CommitMessageReader(message).requests, problem)
      if (answer.row !== undefined) mark.note(answer.row)
      return tell({ kind: "answer", answer })
    }
    database.close()
    mark.close()
    port.close()
  })
  tell({ kind: "ready", spaces: readSpaces(database) })
}

try {
  serve()
} catch (error) {
  tell({ kind: "not-opened", ...openProblem(error, path) })
}
