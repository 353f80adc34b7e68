/** Closing the details gives the focus back to the row or card that opened them. Call it when that changed. */
export function focusAfter(closed: string | null): void {
  if (closed === null || document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>(`[data-row="${closed}"] a`)?.focus({ preventScroll: true });
}
