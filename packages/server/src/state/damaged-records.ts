import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { StoreFailure } from "../ports/store/port.ts"

/** A record cannot be decrypted: it was changed or moved, or its key is unknown. */
export class DamagedRecord extends StoreFailure {
  readonly space: string
  readonly key: string

  constructor(space: string, key: string) {
    super({ cause: `a record in the space "${space}" cannot be decrypted` })
    this.space = space
    this.key = key
  }
}

const isDamaged = (error: unknown): error is DamagedRecord => error instanceof DamagedRecord

/** Chooses a text about a damaged record. */
type DamagedText = (texts: typeof import("./damaged-texts.ts")) => string

const textOf = (choose: DamagedText): Effect.Effect<string> =>
  Effect.promise(async () => choose(await import("./damaged-texts.ts")))

/** Fails with a text about a damaged record. */
export const failDamaged = (choose: DamagedText): Effect.Effect<never, StoreFailure> =>
  Effect.flatMap(textOf(choose), (cause) => Effect.fail(new StoreFailure({ cause })))

/** The result of an effect. If a record that it needs is damaged, it is another value, and a text is logged as an error. */
export const orElseLogged = <A, E, R, B>(
  effect: Effect.Effect<A, E, R>,
  otherwise: B,
  choose: DamagedText
): Effect.Effect<A | B, E, R> =>
  Effect.catchIf(effect, isDamaged, () => Effect.as(Effect.flatMap(textOf(choose), Effect.logError), otherwise))

/** Fails with a text if a record that an effect needs is damaged: one without which a server cannot start. */
export const orRestore = <A, R>(
  effect: Effect.Effect<A, StoreFailure, R>,
  choose: DamagedText
): Effect.Effect<A, StoreFailure, R> => Effect.catchIf(effect, isDamaged, () => failDamaged(choose))

/** The damaged records that are remembered. Others are not logged. */
const REMEMBERED = 10_000

/**
 * Lets work on many records go on when one of them cannot be decrypted. Such a record is skipped and stays as it is, for an operator
 * who restores it. It is logged once, without its name.
 */
export class DamagedRecords extends Context.Service<
  DamagedRecords,
  {
    /** The result of an effect, or another value if a record that it needs is damaged. */
    readonly orElse: <A, E, R, B>(effect: Effect.Effect<A, E, R>, otherwise: B) => Effect.Effect<A | B, E, R>
  }
>()("@enwrap/server/DamagedRecords") {
  static readonly layer = Layer.sync(this, () => {
    const known = new Set<string>()
    return {
      orElse: (effect, otherwise) =>
        Effect.catch(effect, (error) => {
          if (!isDamaged(error)) return Effect.fail(error)
          const name = `${error.space}/${error.key}`
          if (known.has(name) || known.size === REMEMBERED) return Effect.succeed(otherwise)
          known.add(name)
          const message = `${String(error.cause)}: it is skipped, and stays as it is (${known.size} so far)`
          return Effect.as(Effect.logError(message), otherwise)
        })
    }
  })
}
