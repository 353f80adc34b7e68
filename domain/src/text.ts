import { z } from 'zod';
import { LIMITS } from './limits.ts';

/** Control characters but tab and newline; carriage returns are folded into newlines before. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

const tidy = (value: string) => value.replaceAll('\r\n', '\n').replaceAll('\r', '\n').trim();

/**
 * A text as every field takes it: trimmed, not empty, at most `max` UTF-16 units, well-formed Unicode
 * (Postgres stores no lone surrogates), no control characters but tab and newline.
 */
export const text = (max: number) =>
  z
    .string()
    .overwrite(tidy)
    .min(1, 'must not be empty')
    .max(max, `must be at most ${max} characters`)
    .refine((value) => !CONTROL.test(value), 'must not contain control characters')
    .refine((value) => value.isWellFormed(), 'must be well-formed Unicode');

export const shortText = text(LIMITS.textChars);

/** An absolute http or https address of at most 2,000 characters. */
export const httpUrl = text(LIMITS.urlChars).refine(
  isHttpUrl,
  'must be an absolute http(s) address',
);

const HTTP_URL = /^https?:\/\/[^\s/?#]+\S*$/i;

/** Checked by shape, not by the platform's URL class: the workflow sandbox and Postgres agree on it. */
function isHttpUrl(value: string): boolean {
  return HTTP_URL.test(value);
}
