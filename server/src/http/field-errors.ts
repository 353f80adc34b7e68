import type { z } from 'zod';
import { type FieldError, invalid } from './problem.ts';

/** zod's issues as the contract's errors; every unknown field is named by its own path. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        path: [...path, key].join('.'),
        message: 'is not known here',
      }));
    const isMissing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
    return [{ path: path.join('.'), message: isMissing ? 'is required' : issue.message }];
  });
}

/** 422 for anything but an empty object. */
export function refuseFields(value: unknown): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalid([{ path: '', message: 'must be an object' }]);
  const names = Object.keys(value);
  if (names.length > 0)
    throw invalid(names.map((path) => ({ path, message: 'is not known here' })));
}
