/** Gives every id a small number, in the order they come. */
export class Dictionary {
  readonly ids: string[] = [];
  readonly #numbers = new Map<string, number>();

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
}
