/** `hasLeft` of a client whose adapter cannot tell whether it is still connected. */
export const stays = (): boolean => false
