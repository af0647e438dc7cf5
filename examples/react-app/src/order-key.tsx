import { useState } from "react"
import { type OrderKeyResult, receiveOrderKey } from "./receive-order-key.ts"

/** A button that shows the key of an order. Nothing is unwrapped before the click: a render may happen twice, an unwrap must not. */
export const OrderKey = ({ orderId }: { readonly orderId: string }) => {
  const [result, setResult] = useState<OrderKeyResult | "loading">()

  const show = async () => {
    setResult("loading")
    setResult(await receiveOrderKey(orderId).catch(() => ({ kind: "failed", advice: "Try again later." }) as const))
  }

  if (result === undefined) return <button onClick={() => void show()}>Show the key</button>
  if (result === "loading") return <p>Loading…</p>
  return result.kind === "received" ? <output>{result.key}</output> : <p role="alert">{result.advice}</p>
}
