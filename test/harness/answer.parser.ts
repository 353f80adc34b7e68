/** A text as JSON of the shape that the caller expects; what is wrong with it, the test finds. */
export function jsonAs<T>(text: string): T {
  return JSON.parse(text) as T;
}

/** A message of the shape that the caller expects; what is wrong with it, the test finds. */
export function messageAs<T>(message: unknown): T {
  return message as T;
}
