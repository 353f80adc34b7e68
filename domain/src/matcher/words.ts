/** A text without case, accents and punctuation: words with one space between them. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^\p{L}\p{N}%+.]+/gu, ' ')
    .replace(/(?<!\d)\.|\.(?!\d)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The words of a text, each as its stem, so that "hiker" and "hiking" are one. */
export function stems(text: string): string[] {
  const words = folded(text);
  return words === '' ? [] : words.split(' ').map(stem);
}

/** Rough on purpose: both sides go through it, so what matters is only that forms of a word meet. */
function stem(word: string): string {
  if (word.length <= 3 || /\d/.test(word)) return word;
  const bare = word.replace(/ies$/, 'y').replace(/(?<=[a-z]{3})(ing|ers|er|ed|es|s|e)$/, '');
  return bare.length > 3 ? bare.replace(/([bdgkmnprt])\1$/, '$1') : bare;
}

/** Whether the words of a phrase stand together in a text given by its stems. */
export function hasPhrase(text: readonly string[], phrase: string): boolean {
  const wanted = stems(phrase);
  if (wanted.length === 0) return false;
  return text.some((_, at) => wanted.every((word, index) => text[at + index] === word));
}

/** Removes every occurrence of a phrase from a folded text, whatever the form of its words. */
export function withoutPhrase(text: string, phrase: string): string {
  const words = text === '' ? [] : text.split(' ');
  const [roots, wanted] = [words.map(stem), stems(phrase)];
  if (wanted.length === 0) return text;
  const kept: string[] = [];
  for (let at = 0; at < words.length;) {
    const isHere = wanted.every((word, index) => roots[at + index] === word);
    if (!isHere) kept.push(words[at] ?? '');
    at += isHere ? wanted.length : 1;
  }
  return kept.join(' ');
}
