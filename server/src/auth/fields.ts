import { LIMITS } from '@parley/domain/limits';
import { shortText } from '@parley/domain/text';
import { z } from 'zod';
import { PASSWORD_MAX, PASSWORD_MIN } from './auth.ts';

/** An e-mail address, in lower case: that is how people are told apart. */
export const email = z
  .string()
  .overwrite((value) => value.trim().toLowerCase())
  .max(254, 'must be at most 254 characters')
  .pipe(z.email('must be an e-mail address'));

export const newPassword = z
  .string()
  .min(PASSWORD_MIN, `must be at least ${PASSWORD_MIN} characters`)
  .max(PASSWORD_MAX, `must be at most ${PASSWORD_MAX} characters`);

/** A password as someone types it to sign in: any text, for whether it is right is not the schema's to say. */
export const anyPassword = z.string().min(1, 'must not be empty').max(LIMITS.textChars);

export const personName = shortText;

/** An IANA time zone that this machine knows. */
export const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'must be an IANA time zone, as Europe/Berlin');

function isTimeZone(value: string): boolean {
  try {
    // Offsets such as +01:00 are accepted by Intl, but they are no zones.
    return (
      new Intl.DateTimeFormat('en', { timeZone: value }).format(0) !== '' && /^[A-Za-z]/.test(value)
    );
  } catch {
    return false;
  }
}
