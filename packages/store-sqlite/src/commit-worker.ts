/** The thread that commits. It is the only one that writes to the database. */
import { parentPort, workerData } from "node:worker_threads"
import { failedAnswer, rowAlone } from "./commit-answer.ts"
import { CommitMark } from "./commit-mark.ts"
import { CommitMessageReader } from "./commit-message.ts"
import type { WorkerMessage, WorkerOptions } from "./commit-thread.ts"
import { Committer } from "./committer.ts"
import { DatabasePlace } from "./database-place.ts"
import { openForCommits } from "./open-database.ts"
import { openProblem } from "./open-problem.ts"
import { SharedMessage } from "./shared-message.ts"
import { readSpaces } from "./stored-spaces.ts"

const port = parentPort!
const tell = (message: WorkerMessage): void => port.postMessage(message, [])
const { limits, memory, path } = workerData as WorkerOptions

const open = (): (() => void) => {
  const database = openForCommits(path)
  const place = new DatabasePlace(path)
  const committer = new Committer(database, limits)
  const mark = new CommitMark(path)
  const shared = new SharedMessage(memory)

  const commit = (message: Uint8Array): void => {
    const problem = place.problem()
    const answer =
      problem === undefined
        ? committer.commit(message)
        : failedAnswer(new CommitMessageReader(message).requests, problem)
    if (answer.row !== undefined) mark.note(answer.row)
    tell(rowAlone(answer) ?? { kind: "answer", answer })
  }

  tell({ kind: "ready", spaces: readSpaces(database) })
  return () => {
    for (let isOpen = true; isOpen;) {
      for (const sent of shared.take(port)) {
        if (sent === "close") isOpen = false
        else commit(sent)
      }
    }
    database.close()
    mark.close()
  }
}

try {
  // An error after that ends the thread.
  setImmediate(open())
} catch (error) {
  tell({ kind: "not-opened", ...openProblem(error, path) })
}
