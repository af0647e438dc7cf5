import { expect, it } from "vitest"
import { makeScheduler, type TaskMode } from "./scheduler.ts"

/** Runs tasks that end when they are told to, and returns what has started so far. */
function tasks(jobs: number, modes: ReadonlyArray<TaskMode>) {
  const scheduler = makeScheduler(jobs)
  const started: Array<number> = []
  const end: Array<() => void> = []
  const all = modes.map((mode, i) =>
    scheduler.run(mode, () => {
      started.push(i)
      return new Promise<void>((resolve) => void (end[i] = resolve))
    })
  )
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 10; i++) await Promise.resolve()
  }
  return {
    started,
    all,
    async end(i: number) {
      end[i]?.()
      await settle()
    },
    settle
  }
}

it("runs at most the given number of counted tasks at a time, and uncounted ones beside them", async () => {
  const { started, end, settle } = tasks(2, ["uncounted", "counted", "counted", "counted", "counted"])
  await settle()
  expect(started).toEqual([0, 1, 2])
  await end(2)
  expect(started).toEqual([0, 1, 2, 3])
  await end(0)
  expect(started).toEqual([0, 1, 2, 3])
})

it("runs a task alone: after all others, and before those that come later", async () => {
  const { started, end, settle } = tasks(4, ["uncounted", "counted", "alone", "alone", "counted"])
  await settle()
  expect(started).toEqual([0, 1])
  await end(0)
  expect(started).toEqual([0, 1])
  await end(1)
  expect(started).toEqual([0, 1, 2])
  await end(2)
  expect(started).toEqual([0, 1, 2, 3])
  await end(3)
  expect(started).toEqual([0, 1, 2, 3, 4])
})

it("passes on what a task returns and throws, and goes on", async () => {
  const scheduler = makeScheduler(1)
  const failing = scheduler.run("alone", () => Promise.reject(new Error("no")))
  const passing = scheduler.run("counted", () => Promise.resolve("yes"))
  await expect(failing).rejects.toThrow("no")
  expect(await passing).toBe("yes")
})
