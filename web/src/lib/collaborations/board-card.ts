/** From the top of a card on the board to that of the next, pixels. */
export const CARD = 96;
