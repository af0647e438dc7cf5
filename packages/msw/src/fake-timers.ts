// Vitest, Jest and Sinon replace the globals; node:test does so without a mark. All are seen by the mark or by the replacement.
const RealDate = Date

interface Marked {
  readonly isFake?: unknown
  readonly clock?: unknown
}

/** Whether a test has faked the time. */
export const areTimersFake = (): boolean =>
  Date !== RealDate || (Date as Marked).isFake === true || (globalThis.setTimeout as Marked).clock !== undefined

/** The faked time: that of the faked `Date`, or of the faked timers if the test left `Date` as it is. */
export const fakeNow = (): number => {
  const { clock } = globalThis.setTimeout as Marked
  const isDateFake = Date !== RealDate || (Date as Marked).isFake === true
  const time = isDateFake ? undefined : (clock as { readonly now?: unknown } | undefined)?.now
  return typeof time === "number" ? time : Date.now()
}
