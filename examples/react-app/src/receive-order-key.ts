import { createBrowserClient } from "@enwrap/client-browser"

/** What the page shows. */
export type OrderKeyResult =
  | { readonly kind: "received"; readonly key: string }
  | { readonly kind: "intercepted" | "failed"; readonly advice: string }

interface WrappedKey {
  readonly data: { readonly data: { readonly key: string } }
}

const vault = createBrowserClient({ address: new URL("/vault", globalThis.location.href).href })

/** Asks the app's own backend for the wrapped key of an order, and unwraps it: once, and only if it is the key of this order. */
export const receiveOrderKey = async (orderId: string): Promise<OrderKeyResult> => {
  const response = await fetch(`/api/orders/${orderId}/key`, { method: "POST" })
  if (!response.ok) return { kind: "failed", advice: "Try again later." }
  const { wrap_info: info } = (await response.json()) as { readonly wrap_info: { readonly token: string } }
  const receipt = await vault.receive<WrappedKey>({
    token: info.token,
    expectedPath: `secret/data/orders/${orderId}`,
    expectedTtl: 60
  })
  switch (receipt.verdict) {
    case "received":
      return { kind: "received", key: receipt.response.data.data.key }
    case "unreachable":
    case "refused":
    case "unknown":
      return { kind: "failed", advice: receipt.consumed === "no" ? "Try again later." : "Ask for a new key." }
    default:
      return { kind: "intercepted", advice: "Somebody else may have read the key. Call the shop." }
  }
}
