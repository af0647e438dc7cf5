import leven from "leven"

/** The known word that is most similar to a misspelt one; `undefined` if none is similar. */
export const suggest = (word: string, known: ReadonlyArray<string>): string | undefined => {
  // Two exchanged letters are a distance of two.
  const most = word.length < 3 ? 1 : Math.max(2, Math.floor(word.length / 3))
  const ranked = known
    .map((candidate) => [leven(word.toLowerCase(), candidate), candidate] as const)
    .filter(([distance]) => distance <= most)
    .toSorted(([a], [b]) => a - b)
  return ranked[0]?.[1]
}

/** The end of a message about an unknown word: `; did you mean "address"?` */
export const didYouMean = (word: string, known: ReadonlyArray<string>): string => {
  const similar = suggest(word, known)
  return similar === undefined ? "" : `; did you mean ${JSON.stringify(similar)}?`
}
