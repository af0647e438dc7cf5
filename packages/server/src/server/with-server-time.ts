import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { ServerTime } from "../state/server-time.ts"
import type { EnwrapServer } from "./server.ts"
import type { TimeMarks } from "./time-marks.ts"

/** A server whose time never goes back, neither while it runs nor across restarts. */
export const withServerTime = (server: EnwrapServer, time: ServerTime, marks: TimeMarks): EnwrapServer => ({
  ...server,
  handle: (request) => {
    marks.noteRequest()
    return time.during(server.handle(request))
  },
  admit: (head) => time.during(server.admit(head)),
  maintain: Clock.clockWith((clock) =>
    Effect.andThen(
      marks.report(time.look(clock)),
      time.during(Effect.andThen(server.maintain, Effect.uninterruptible(marks.store)))
    )
  )
})
