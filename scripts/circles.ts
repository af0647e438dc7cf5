/** Which nodes each node points to. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>

/** The circles of a graph: sets of more than one node, each of which reaches all the others. (Tarjan's algorithm.) */
export const circlesIn = (graph: Graph): ReadonlyArray<ReadonlyArray<string>> => {
  const circles: Array<ReadonlyArray<string>> = []
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const stack: Array<string> = []

  const visit = (node: string): void => {
    order.set(node, order.size)
    lowest.set(node, order.get(node)!)
    stack.push(node)
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) {
        visit(next)
        lowest.set(node, Math.min(lowest.get(node)!, lowest.get(next)!))
      } else if (stack.includes(next)) {
        lowest.set(node, Math.min(lowest.get(node)!, order.get(next)!))
      }
    }
    if (lowest.get(node) !== order.get(node)) return
    const circle = stack.splice(stack.indexOf(node))
    if (circle.length > 1) circles.push(circle.toSorted())
  }

  for (const node of graph.keys()) if (!order.has(node)) visit(node)
  return circles
}
