import type { z } from 'zod';
import { fieldErrors } from './field-errors.ts';
import { invalid } from './problem.ts';

/** Parses or answers 422 with an error per field. */
export function valid<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) throw invalid(fieldErrors(result.error));
  return result.data;
}
