/** Where to go after signing in: a path of this site, never another one. */
export function nextPath(wanted: string | null): string {
  const isOwn = wanted !== null && /^\/(?![/\\])/.test(wanted) && !wanted.startsWith('/sign-in');
  return isOwn ? wanted : '/collaborations';
}
