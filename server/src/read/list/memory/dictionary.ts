/** Beyond this many new ids all are sorted anew. */
const MOST_INSERTED = 200;

/** Gives every id a small number, in the order they come. */
export class Dictionary {
  readonly ids: string[] = [];
  readonly #numbers = new Map<string, number>();
  #inOrder: number[] = [];

  get size(): number {
    return this.ids.length;
  }

  /** The number of an id, a new one where it has none yet. */
  numberOf(id: string): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    this.#numbers.set(id, this.ids.length);
    return this.ids.push(id) - 1;
  }

  /** The number of an id; undefined where it never came. */
  find(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  /** The numbers of those ids that ever came. */
  findAll(ids: Iterable<string>): number[] {
    return [...ids].flatMap((id) => this.find(id) ?? []);
  }

  /** All numbers in the order of their ids. */
  inOrder(): readonly number[] {
    const known = this.#inOrder.length;
    if (this.size - known > MOST_INSERTED)
      this.#inOrder = this.ids
        .map((_, number) => number)
        .sort((a, b) => ((this.ids[a] ?? '') < (this.ids[b] ?? '') ? -1 : 1));
    else for (let number = known; number < this.size; number += 1) this.#insert(number);
    return this.#inOrder;
  }

  #insert(number: number): void {
    const id = this.ids[number] ?? '';
    const isAfter = (at: number) => (this.ids[this.#inOrder[at] ?? 0] ?? '') > id;
    this.#inOrder.splice(firstWhere(this.#inOrder.length, isAfter), 0, number);
  }
}

/** The first place of a sorted list, of so many, that something holds of, and of all after it; the end where of none. */
export function firstWhere(length: number, holds: (at: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
