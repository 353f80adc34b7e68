import { Problem } from '../http/problem.ts';

/** 422: what is wrong with the file, in words. */
export function notCsv(detail: string, code: 'NOT_CSV' | 'TOO_MANY_ROWS' = 'NOT_CSV'): Problem {
  return new Problem(code, { detail, errors: [{ path: 'file', message: detail }] });
}
