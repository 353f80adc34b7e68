/** From how far before an edge it scrolls, and how fast at the edge itself; pixels, pixels a second. */
const EDGE = 64;
const FASTEST = 1_100;
/** A drag that starts near an edge does not race off: full speed after so long. */
const WARM_UP_MS = 500;

/** Where the pointer is, in pixels of the window. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** How fast to scroll where `at` lies between two edges, pixels a second; negative towards the start. */
export function speedAt(at: number, start: number, end: number): number {
  const edge = Math.min(EDGE, (end - start) / 4);
  const near = at < start + edge ? at - start - edge : at > end - edge ? at - end + edge : 0;
  const part = Math.max(-1, Math.min(1, near / edge));
  return Math.sign(part) * part * part * FASTEST;
}

/**
 * Scrolls a board sideways, and its column under the pointer up and down, while something is dragged near an edge.
 * `columnAt` gives what of a column scrolls.
 */
export class EdgeScroll {
  readonly #board: HTMLElement;
  readonly #columnAt: (column: Element) => Element | null;
  #pointer: Point | null = null;
  #startedAt = 0;
  #steppedAt = 0;

  constructor(board: HTMLElement, columnAt: (column: Element) => Element | null) {
    this.#board = board;
    this.#columnAt = columnAt;
  }

  /** The drag is here now; the first call starts to scroll. */
  follow(pointer: Point): void {
    const isFirst = this.#pointer === null;
    this.#pointer = pointer;
    if (!isFirst) return;
    this.#startedAt = this.#steppedAt = performance.now();
    requestAnimationFrame(this.#step);
  }
  stop(): void {
    this.#pointer = null;
  }

  readonly #step = (): void => {
    if (this.#pointer === null) return;
    const now = performance.now();
    const warm = Math.min(1, (now - this.#startedAt) / WARM_UP_MS);
    const seconds = (Math.min(50, now - this.#steppedAt) / 1000) * warm;
    this.#steppedAt = now;
    this.#scroll(this.#pointer, seconds);
    requestAnimationFrame(this.#step);
  };

  #scroll({ x, y }: Point, seconds: number): void {
    const box = this.#board.getBoundingClientRect();
    if (y < box.top || y > box.bottom) return;
    const columns = [...this.#board.children].map((one) => ({
      one,
      box: one.getBoundingClientRect(),
    }));
    const under = columns.find(({ box: { left, right } }) => x >= left && x <= right);
    const scroller = under && this.#columnAt(under.one);
    const rows = scroller?.getBoundingClientRect();
    // All is measured before anything moves.
    scrollBy(this.#board, 'scrollLeft', speedAt(x, box.left, box.right) * seconds);
    if (scroller && rows)
      scrollBy(scroller, 'scrollTop', speedAt(y, rows.top, rows.bottom) * seconds);
  }
}

/** Less than a pixel would be rounded away at every step. */
function scrollBy(element: Element, way: 'scrollLeft' | 'scrollTop', by: number): void {
  if (by !== 0) element[way] += Math.sign(by) * Math.max(1, Math.round(Math.abs(by)));
}
