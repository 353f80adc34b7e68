import { text } from '@parley/domain/text';
import { VALIDATOR_CRITERIA_CHARS, VALIDATOR_NAME_CHARS } from '@parley/domain/validation';
import { z } from 'zod';

const fields = { name: text(VALIDATOR_NAME_CHARS), criteria: text(VALIDATOR_CRITERIA_CHARS) };

export const newValidator = z.strictObject(fields);
export type NewValidator = z.output<typeof newValidator>;

/** A field left out stays. Other criteria put every result out of date. */
export const validatorChange = z
  .strictObject(fields)
  .partial()
  .refine(
    (value) => Object.values(value).some((field) => field !== undefined),
    'nothing to change',
  );
export type ValidatorChange = z.output<typeof validatorChange>;
