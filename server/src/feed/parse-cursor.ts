const CURSOR = /^([^.]{0,64})\.(\d{1,15})$/;

/** The parts of a cursor `<feed epoch>.<id>`; null for what is none of ours. */
export function parseCursor(
  cursor: string,
): { readonly epoch: string; readonly id: number } | null {
  const match = CURSOR.exec(cursor);
  return match ? { epoch: match[1] ?? '', id: Number(match[2]) } : null;
}

export function cursorAt(epoch: string, id: number): string {
  return `${epoch}.${id}`;
}
