/** Says that a store has been set up, when, and the id of its cluster, which is this one server. */
export interface SetUpRecord {
  readonly clusterId: string
  /** Milliseconds since 1970. */
  readonly setUpAtMs: number
}

/** The name and the id of a cluster, as responses contain them. */
export interface Cluster {
  readonly cluster_name: string
  readonly cluster_id: string
}

export const clusterOf = ({ clusterId }: SetUpRecord): Cluster => ({
  cluster_name: `enwrap-cluster-${clusterId.slice(0, 8)}`,
  cluster_id: clusterId
})
