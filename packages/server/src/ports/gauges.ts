/** A value that is measured by the program that runs the server, such as the memory of its process. */
export interface Gauge {
  /** With dots: `vault.runtime.alloc_bytes`. */
  readonly name: string
  /** What it is, in one sentence. */
  readonly help: string
  readonly value: number
  /** Names and values of labels: letters, digits, dots and underscores only. */
  readonly labels?: Readonly<Record<string, string>>
}

/** Measures now. It is called whenever the metrics are read. */
export type ReadGauges = () => ReadonlyArray<Gauge>
