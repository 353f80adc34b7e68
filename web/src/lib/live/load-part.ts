const FIRST_MS = 500;
const LONGEST_MS = 5_000;

/** Loads a part of the app's code, again after every break of the connection: without it the page stays half alive. */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  for (let ms = FIRST_MS; ; ms = Math.min(ms * 2, LONGEST_MS)) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, ms));
    }
  }
}
