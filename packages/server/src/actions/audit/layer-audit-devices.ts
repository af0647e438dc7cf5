import { errorTextFor, errorTexts } from "@enwrap/protocol"
import { auditTextFor, auditTexts } from "@enwrap/protocol/lazy-texts"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Semaphore from "effect/Semaphore"
import { Crypto } from "../../ports/crypto/port.ts"
import { listAll } from "../../ports/store/list.ts"
import { Store, type StoreFailure } from "../../ports/store/port.ts"
import { AuditedHeadersStore } from "../../state/audited-headers.ts"
import { orRestore } from "../../state/damaged-records.ts"
import { jsonIn, jsonRecord } from "../../state/json-records.ts"
import { Keyring } from "../../state/keyring.ts"
import { withSlash } from "../../state/mount/mount-paths.ts"
import { Metrics } from "../../state/metrics/metrics.ts"
import { AUDIT_DEVICES, auditDeviceKey } from "../../state/records.ts"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import { randomUuid } from "../../values/encodings.ts"
import type { EnabledBy, StoredDevice } from "./audit-device-table.ts"
import { Audit, type AuditDevice, type AuditServices } from "./audit.ts"
import { AuditRefusal } from "./audit-refusal.ts"
import { type AuditDevicesOptions, completed, wantedDevices } from "./audit-devices-options.ts"
import { checkDevice, type DeviceRules, pathProblem } from "./check-device.ts"
import { makeClientId } from "./client-id.ts"
import { planDevices } from "./device-plan.ts"
import { entryWriters } from "./entry-writers.ts"
import { makeHasher } from "./hasher.ts"
import { requestEntry } from "./make-entry.ts"
import { probe } from "./probe.ts"
import { RunningDevice } from "./running-device.ts"

/** Ends the start of a server whose audit devices cannot be trusted. */
const refuseToStart = (path: string, problem: string): Effect.Effect<never> => {
  const message = notEnabledText(path, problem)
  return Effect.andThen(Effect.logError(message), Effect.die(new AuditRefusal(message)))
}

const STORE_FAILED = "the store failed"

const problemText = (error: ProtocolError | StoreFailure): string =>
  error._tag === "ProtocolError" ? error.errors.join("; ") : STORE_FAILED

const notEnabledText = (path: string, problem: string): string =>
  `the audit device "${path}" cannot be enabled: ${problem}`

const disabledText = (path: string): string =>
  `the audit device "${path}" was disabled: it is not in the configuration any more`

const make = Effect.fnUntraced(function* (read: () => AuditDevicesOptions) {
  let options = read()
  const crypto = yield* Crypto
  const headers = yield* AuditedHeadersStore
  const keyring = yield* Keyring
  const metrics = yield* Metrics
  const store = yield* Store
  const running = new Map<string, RunningDevice>()
  const oneAtATime = Semaphore.makeUnsafe(1).withPermits(1)

  const clientId = makeClientId(crypto)
  const rules = (): DeviceRules => ({
    types: Object.keys(options.sinks),
    allowPrefix: options.allowPrefix === true,
    unsafeAllowRaw: options.unsafeAllowRaw === true
  })

  /** A device that is not enabled yet, and whose sink is not open yet. */
  const prepare = Effect.fnUntraced(function* (stored: StoredDevice) {
    const settings = yield* Effect.mapError(Effect.fromResult(checkDevice(stored, rules())), ({ error }) => error)
    const type = options.sinks[stored.type]!
    const entry = { ...settings, hash: makeHasher(crypto, stored.salt) }
    return new RunningDevice(stored, { entry, clientId, headers: headers.current, callers: new WeakMap() }, type)
  })

  const test = (device: RunningDevice): Effect.Effect<void, ProtocolError> =>
    device.stored.options["skip_test"] === "true"
      ? Effect.void
      : Clock.clockWith((clock) => {
          const facts = probe(randomUuid(crypto.randomBytes))
          const entry = requestEntry(device.format, facts, clock.currentTimeMillisUnsafe())
          return Effect.flatMap(device.write(entry), (unwritten) =>
            unwritten === undefined ? Effect.void : plainError(400, auditTextFor.testFailed(unwritten.problem))
          )
        })

  /** @param leaving the devices that are about to be disabled */
  const enable = Effect.fnUntraced(function* (
    device: AuditDevice,
    enabledBy: EnabledBy,
    leaving: ReadonlyArray<StoredDevice> = []
  ) {
    const staying = [...running.keys()].filter((path) => leaving.every((each) => each.path !== path))
    const problem = pathProblem(device.path, staying)
    if (problem !== undefined) return yield* plainError(400, problem)
    const stored: StoredDevice = { ...device, enabledBy, salt: randomUuid(crypto.randomBytes) }
    const started = yield* prepare(stored)
    yield* Effect.mapError(started.open, ({ problem }) => plainError(400, auditTextFor.sinkFailed(problem)))
    const save = store.commit({ puts: [jsonRecord(keyring, auditDeviceKey(device.path), stored)] })
    yield* Effect.onError(Effect.andThen(test(started), save), () => started.close)
    running.set(device.path, started)
  })

  const forget = (path: string) => store.commit({ deletes: [auditDeviceKey(path)] })

  const disable = Effect.fnUntraced(function* (device: RunningDevice) {
    yield* forget(device.stored.path)
    running.delete(device.stored.path)
    yield* device.close
  })

  /** The devices that an earlier server has stored. */
  const storedDevices = Effect.flatMap(listAll(store, AUDIT_DEVICES, ""), (records) =>
    Effect.forEach(records, (record) =>
      orRestore(jsonIn<StoredDevice>(keyring, record), (texts) => texts.auditDevice(record.key))
    )
  )

  const orRefuse = <A>(path: string, step: Effect.Effect<A, ProtocolError | StoreFailure>) =>
    Effect.catchTag(step, "ProtocolError", ({ errors }) => refuseToStart(path, errors.join("; ")))

  /** Continues with the stored devices, but disables those that are not in the options any more, and enables the new ones. */
  const start = Effect.gen(function* () {
    const { added, kept, problems, removed } = planDevices(yield* storedDevices, wantedDevices(options))
    for (const { path, problem } of problems) yield* refuseToStart(path, problem)
    for (const stored of kept) running.set(stored.path, yield* orRefuse(stored.path, prepare(stored)))
    for (const { path } of removed) {
      yield* forget(path)
      yield* Effect.logInfo(disabledText(path))
    }
    for (const device of added) yield* orRefuse(device.path, enable(device, "options"))
  })

  /**
   * Changes the devices to those that the options have now. If one of them cannot be enabled, no device is disabled: otherwise nothing
   * might be audited any more.
   */
  const reload = Effect.gen(function* () {
    options = read()
    const stored = [...running.values()].map((device) => device.stored)
    const { added, problems, removed } = planDevices(stored, wantedDevices(options))
    const failed = [...problems]
    for (const device of added) {
      const { path } = device
      yield* Effect.matchEffect(enable(device, "options", removed), {
        onFailure: (error) => Effect.sync(() => void failed.push({ path, problem: problemText(error) })),
        onSuccess: () => Effect.logInfo(`the audit device "${path}" was enabled`)
      })
    }
    for (const { path, problem } of failed) yield* Effect.logError(notEnabledText(path, problem))
    for (const { path } of removed) {
      yield* failed.length > 0
        ? Effect.logWarning(`the audit device "${path}" stays enabled, since another one cannot be enabled`)
        : Effect.matchEffect(disable(running.get(path)!), {
            onFailure: () => Effect.logError(`the audit device "${path}" could not be disabled: ${STORE_FAILED}`),
            onSuccess: () => Effect.logInfo(disabledText(path))
          })
    }
  })

  const openAll = Effect.gen(function* () {
    const problems: Array<string> = []
    for (const device of running.values()) {
      yield* Effect.catch(device.open, ({ problem }) => {
        problems.push(problem)
        return Effect.logError(`the audit device "${device.stored.path}" could not be opened: ${problem}`)
      })
    }
    if (running.size > 0 && problems.length === running.size)
      yield* Effect.die(new AuditRefusal(`no audit device could be opened: ${problems.join("; ")}`))
  })

  yield* Effect.addFinalizer(() => Effect.forEach([...running.values()], (device) => device.close, { discard: true }))
  yield* start
  yield* openAll

  return Audit.of({
    covers: (path) => running.size > 0 || (options.unsafeAllowApi === true && path.startsWith("sys/audit/")),
    ...entryWriters(running, metrics),
    devices: () => [...running.values()].map(({ stored }) => stored),
    enable: (device) =>
      options.unsafeAllowApi === true
        ? oneAtATime(enable(completed(device), "api"))
        : Effect.fail(plainError(400, errorTexts.auditNotEnabledByApi)),
    disable: (path) =>
      oneAtATime(
        Effect.suspend((): Effect.Effect<void, ProtocolError | StoreFailure> => {
          const device = running.get(withSlash(path))
          if (device === undefined) return Effect.void
          return device.stored.enabledBy === "options"
            ? Effect.fail(plainError(400, auditTexts.deviceOfOptions))
            : disable(device)
        })
      ),
    hash: (path, input) => {
      const device = running.get(withSlash(path))
      return device === undefined
        ? Effect.fail(plainError(400, errorTextFor.auditUnknown(withSlash(path))))
        : Effect.succeed(device.format.entry.hash(input))
    },
    reload: oneAtATime(reload),
    reopen: Effect.suspend(() =>
      Effect.forEach(
        [...running.values()],
        (device) =>
          Effect.matchEffect(device.reopen, {
            onFailure: ({ problem }) =>
              Effect.logError(`the audit device "${device.stored.path}" could not be opened again: ${problem}`),
            onSuccess: () => Effect.logInfo(`the audit device "${device.stored.path}" was opened again`)
          }),
        { discard: true }
      )
    )
  })
})

/** The audit devices, without what makes the entries of requests. */
export const layerDevices = (
  options: AuditDevicesOptions | (() => AuditDevicesOptions)
): Layer.Layer<Audit, StoreFailure, AuditServices> =>
  Layer.effect(Audit, make(typeof options === "function" ? options : () => options))
