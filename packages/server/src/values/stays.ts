/** `hasLeft` for adapters that do not know whether the client is still connected. */
export const stays = (): boolean => false
