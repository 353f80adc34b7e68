import type { z } from 'zod';
import type { FieldError } from './problem.ts';

/** zod's issues as the contract's errors; every unknown field is named by its own path. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ path: [...path, key].join('.'), message: 'is not known here' }));
    return [{ path: path.join('.'), message: issue.message }];
  });
}
