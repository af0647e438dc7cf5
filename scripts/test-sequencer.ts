import { BaseSequencer, type TestSpecification } from "vitest/node"

/** Test files that take more than ten seconds, of which they wait for more than half. */
const WAITING =
  /\/(?:broken-(?:combinations|other|wrapping)|conformant|conformant-servers|enwrap|limited-token|openbao-like|over-tls|slow-server)\.test\.ts$/

/**
 * Starts the test files that mostly wait at even intervals among the others. Side by side, they would leave the processors idle: at
 * the end of a run, where Vitest puts them because they are short texts, for minutes.
 */
export default class TestSequencer extends BaseSequencer {
  override async sort(files: Array<TestSpecification>): Promise<Array<TestSpecification>> {
    const sorted = await super.sort(files)
    const groups = Map.groupBy(sorted, ({ project }) => project.config.sequence.groupOrder)
    return [...groups.values()].flatMap(spread)
  }
}

const spread = (files: ReadonlyArray<TestSpecification>): ReadonlyArray<TestSpecification> => {
  const waiting = files.filter(({ moduleId }) => WAITING.test(moduleId))
  const others = files.filter((file) => !waiting.includes(file))
  // The last ones start long before the end.
  const interval = Math.ceil((0.7 * others.length) / (waiting.length + 1))
  const result = [...others]
  waiting.forEach((file, i) => result.splice(i * (interval + 1), 0, file))
  return result
}
