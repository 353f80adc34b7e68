/** What looking something up came to, or why it cannot be used, in words. */
export type Finding<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };
