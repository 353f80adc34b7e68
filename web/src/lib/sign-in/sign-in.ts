import { call, type Fetch } from '#lib/api/client.ts';

/** Signs in and keeps the session in a cookie; answers what is wrong in words, or null. */
export async function signIn(
  fetcher: Fetch,
  email: string,
  password: string,
): Promise<string | null> {
  const answer = await call(fetcher, 'POST', '/api/auth/sign-in/email', {
    body: { email, password },
  });
  if (answer.ok) return null;
  const { status, retryAfterS, code, message } = answer.problem;
  if (status === 401 || status === 422) return 'The e-mail address or the password is wrong.';
  if (code === 'TOO_MANY_FAILED_SIGN_INS') {
    const minutes = Math.max(1, Math.ceil((retryAfterS ?? 900) / 60));
    return `Too many failed sign-ins. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`;
  }
  return status === 0 ? `${message} Check the connection and try again.` : message;
}
