/** Formats whole seconds: 300 is `5m`, 5400 is `1h30m`, 0 is `0s`. */
export const humanDuration = (seconds: number): string => {
  const parts = [
    [Math.floor(seconds / 3600), "h"],
    [Math.floor((seconds % 3600) / 60), "m"],
    [seconds % 60, "s"]
  ] as const
  return (
    parts
      .filter(([count]) => count !== 0)
      .map(([count, unit]) => `${count}${unit}`)
      .join("") || "0s"
  )
}

/** How far a time is from now, by the clock of this machine: `in 4m58s`. */
export const timeLeft = (time: Date): string => {
  const seconds = Math.round((time.getTime() - Date.now()) / 1000)
  return seconds < 0 ? `${humanDuration(-seconds)} ago` : `in ${humanDuration(seconds)}`
}
