/** Seconds as Go prints a duration: `1h0m0s`, `1m30s`, `0s`, `-1s`. The rest of the protocol leaves out units that are 0. */
export const goDuration = (seconds: number): string => {
  const total = Math.abs(seconds)
  const hours = total < 3600 ? "" : `${Math.floor(total / 3600)}h`
  const minutes = total < 60 ? "" : `${Math.floor(total / 60) % 60}m`
  return `${seconds < 0 ? "-" : ""}${hours}${minutes}${total % 60}s`
}
