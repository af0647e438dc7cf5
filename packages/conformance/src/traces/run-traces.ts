import type { Operator } from "../api-request.ts"
import type { Transport } from "../transport.ts"
import { describeAnswer, describeTrace, type DescribedStep } from "./describe.ts"
import { randomTrace, type Abilities, type Trace } from "./trace.ts"
import { playTrace, type Played, type PlayOptions } from "./play.ts"
import { randomOf } from "./random.ts"
import { requirementOf } from "./requirement-of.ts"
import { shrink } from "./shrink.ts"

export interface TracesOptions {
  readonly transport: Transport
  readonly operator: Operator
  readonly prefix: string
  readonly traces: number
  readonly seed: number
  /** How many traces are played at the same time. */
  readonly jobs: number
  readonly abilities: Abilities
  readonly strict: boolean
  /** Whether some traces wait for a TTL to elapse. */
  readonly slow: boolean
  readonly wait: (milliseconds: number) => Promise<void>
  readonly signal?: AbortSignal | undefined
}

/** A trace whose answers contradict the model, and the shortest part of it that still does. */
export interface FailedTrace {
  /** Its number, from 1. */
  readonly trace: number
  readonly steps: ReadonlyArray<DescribedStep>
  /** The place of the wrong answer in `steps`, from 1. */
  readonly wrong: number
  /** What the model would have answered, in words. */
  readonly expected: string
  readonly requirement: string | undefined
}

/** The result of `--traces`, also as `--format json` prints it. */
export interface TracesReport {
  readonly seed: number
  readonly traces: number
  readonly requests: number
  /** The number of requests that were sent at the same time as another one for the same token. */
  readonly parallel: number
  readonly failure: FailedTrace | undefined
}

const WAITING_TRACES = 64
const SHRINK_MS = 20_000
/** A trace with parallel requests may fail only sometimes. */
const TRIES = 5

/** Plays random traces, several at a time, until one contradicts the model. */
export async function runTraces(options: TracesOptions): Promise<TracesReport> {
  const { seed, jobs, abilities, signal } = options
  const accessors = new Set<string>()
  const isNew = (accessor: string): boolean => !accessors.has(accessor) && accessors.add(accessor) !== undefined
  let plays = 0
  const play = (trace: Trace): Promise<Played> => {
    const own: PlayOptions = { ...options, isNew, prefix: `${options.prefix}-${++plays}` }
    return playTrace(trace, own)
  }
  const traces = Array.from({ length: options.traces }, (_, i) => {
    const random = randomOf(Math.imul(seed, 0x9e3779b1) + i)
    return { number: i + 1, trace: randomTrace(random, abilities, options.slow && random.chance(0.25)) }
  })
  let requests = 0
  let parallel = 0
  let failed: { readonly number: number; readonly trace: Trace; readonly played: Played } | undefined
  const playAll = async (queue: Array<(typeof traces)[number]>): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (failed !== undefined || signal?.aborted === true) return
      const played = await play(next.trace)
      requests += played.sent.length
      parallel += played.sent.filter((one) => played.sent.some((other) => areTogether(one, other))).length
      if (played.contradiction !== undefined) failed ??= { ...next, played }
    }
  }
  const waiting = traces.filter(({ trace }) => trace.includes("wait"))
  const quick = traces.filter(({ trace }) => !trace.includes("wait"))
  await Promise.all([
    ...Array.from({ length: Math.min(WAITING_TRACES, waiting.length) }, () => playAll(waiting)),
    ...Array.from({ length: jobs }, () => playAll(quick))
  ])
  const counts = { seed, traces: options.traces, requests, parallel }
  if (failed === undefined) return { ...counts, failure: undefined }

  const playedAs = new Map<Trace, Played>()
  const fails = async (trace: Trace): Promise<boolean> => {
    const tries = trace.some((round) => round !== "wait" && round.together.length > 1) ? TRIES : 1
    for (let i = 0; i < tries; i++) {
      if (signal?.aborted === true) return false
      const played = await play(trace)
      if (played.contradiction === undefined) continue
      playedAs.set(trace, played)
      return true
    }
    return false
  }
  const { sent, contradiction } = failed.played
  const wrong = sent[contradiction?.index ?? -1]?.request
  const shortest = await shrink(upToContradiction(failed.trace, failed.played), wrong, fails, SHRINK_MS)
  return { ...counts, failure: describeFailure(failed.number, playedAs.get(shortest) ?? failed.played) }
}

const areTogether = (one: Played["sent"][number], other: Played["sent"][number]): boolean =>
  one !== other && one.round === other.round && one.request.token === other.request.token

/** What comes after the wrong answer cannot have caused it. */
function upToContradiction(trace: Trace, { sent, contradiction }: Played): Trace {
  const round = contradiction === undefined ? undefined : sent[contradiction.index]?.round
  return round === undefined ? trace : trace.slice(0, round + 1)
}

function describeFailure(trace: number, { sent: all, contradiction }: Played): FailedTrace {
  const round = contradiction === undefined ? undefined : all[contradiction.index]?.round
  const sent = all.filter((one) => round === undefined || one.round <= round)
  const { index, expected } = contradiction ?? { index: sent.length - 1, expected: [] }
  return {
    trace,
    steps: describeTrace(sent),
    wrong: index + 1,
    expected: [...new Set(expected.map(describeAnswer))].join(", or "),
    requirement: requirementOf(sent, index, expected)
  }
}
