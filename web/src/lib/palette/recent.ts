const STORED = 'parley.recent';
const KEPT = 5;

/** Ids of the commands used lately, newest first. */
export function recentIds(): readonly string[] {
  return (localStorage.getItem(STORED) ?? '').split(' ').filter(Boolean);
}

export function remember(id: string): void {
  const others = recentIds().filter((other) => other !== id);
  localStorage.setItem(STORED, [id, ...others].slice(0, KEPT).join(' '));
}
