/**
 * Throws if an object has members that nothing reads: a misspelt option would otherwise be ignored.
 *
 * @throws TypeError that names the unknown members and the known ones
 */
export const rejectUnknown = (where: string, options: object, known: ReadonlyArray<string>): void => {
  const unknown = Object.keys(options).filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  throw new TypeError(`${where}: unknown option ${unknown.join(", ")}. The options are ${known.join(", ")}`)
}
