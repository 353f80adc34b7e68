import { tick } from 'svelte';

/** Once what was open of a row closes, the row or card has the focus again. Called while a component is set up. */
export function focusAfter(openedId: () => string | null): void {
  let last: string | null = null;
  $effect(() => {
    const id = openedId();
    const closed = id === null ? last : null;
    last = id;
    if (closed !== null) void tick().then(() => focusRow(closed));
  });
}

function focusRow(id: string): void {
  if (document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>(`[data-row="${id}"] a`)?.focus({ preventScroll: true });
}

/** Gives the focus back to what had it, also where its row or card was drawn anew elsewhere meanwhile. */
export async function focusAgain(before: Element | null): Promise<void> {
  await tick();
  if (!(before instanceof HTMLElement)) return;
  if (before.isConnected) return before.focus({ preventScroll: true });
  const id = before.closest<HTMLElement>('[data-row]')?.dataset.row;
  document
    .querySelector<HTMLElement>(`[data-row="${id}"] ${before.tagName}`)
    ?.focus({ preventScroll: true });
}
