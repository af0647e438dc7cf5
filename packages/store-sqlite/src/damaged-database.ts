/** What a database contains cannot be right. The message says what, as the end of a sentence: `PATH is damaged: …`. */
export class DamagedDatabase extends Error {}
