/**
 * Runs `work` for every item, at most `lanes` at a time, in the order given. Stops taking items once one throws, or
 * once there is no next one to be had.
 */
export async function inLanes<T>(
  items: Iterable<T> | AsyncIterable<T>,
  lanes: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = each(items);
  const lane = async () => {
    for await (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** One iterator for all lanes: who is done with an item takes the next. */
async function* each<T>(items: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T> {
  yield* items;
}

/** The items of parts, one after the other; the next part is got ready while the one before is taken. */
export async function* oneAhead<T>(parts: AsyncIterator<readonly T[]>): AsyncGenerator<T> {
  let coming = parts.next();
  for (;;) {
    const part = await coming;
    if (part.done) return;
    coming = parts.next();
    // Where it fails nobody waits for it yet; whoever comes to it is told.
    coming.catch(() => undefined);
    yield* part.value;
  }
}
