import { z } from 'zod';

const wholeNumber = (min: number, max: number) => {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,7}$/, message)
    .transform(Number)
    .pipe(z.int().min(min, message).max(max, message));
};

/** What worker and server read of their environment about the model that validates creators. */
export const validatorEnvironment = {
  VALIDATOR_BASE_URL: z
    .string()
    .refine(isHttp, 'must be an http or https address, as https://api.example.com/v1')
    .optional(),
  VALIDATOR_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be a key without spaces')
    .optional(),
  VALIDATOR_MODEL: z
    .string()
    .regex(/^\S.{0,199}$/, 'must be the name of a model')
    .optional(),
  VALIDATOR_REQUESTS_PER_MINUTE: wholeNumber(1, 100_000).default(120),
  VALIDATOR_TIMEOUT_SECONDS: wholeNumber(1, 600).default(60),
};
type Environment = z.output<z.ZodObject<typeof validatorEnvironment>>;

/** Refuses half a model: an address without a name, or a name or a key without an address. */
export function bothOrNeither(value: Environment, context: z.RefinementCtx): void {
  const { VALIDATOR_BASE_URL: url, VALIDATOR_MODEL: model, VALIDATOR_API_KEY: key } = value;
  const missing = (name: string, message: string) =>
    context.addIssue({ code: 'custom', path: [name], message });
  if (url !== undefined && model === undefined)
    missing(
      'VALIDATOR_MODEL',
      'is not set; accepted is the name of the model at VALIDATOR_BASE_URL',
    );
  if (url === undefined && (model ?? key) !== undefined)
    missing(
      'VALIDATOR_BASE_URL',
      'is not set; accepted is the address of the model, as https://api.example.com/v1',
    );
}

/** The model that validates creators, and how fast it may be asked. */
export interface ModelSettings {
  readonly baseUrl: string;
  readonly apiKey: string | null;
  readonly model: string;
  /** By all runs and all workers together. */
  readonly requestsPerMinute: number;
  readonly timeoutMs: number;
}

/** Null where no model is set: the embedded rules judge then. */
export function modelSettings(value: Environment): ModelSettings | null {
  const { VALIDATOR_BASE_URL: baseUrl, VALIDATOR_MODEL: model } = value;
  if (baseUrl === undefined || model === undefined) return null;
  return {
    baseUrl,
    model,
    apiKey: value.VALIDATOR_API_KEY ?? null,
    requestsPerMinute: value.VALIDATOR_REQUESTS_PER_MINUTE,
    timeoutMs: value.VALIDATOR_TIMEOUT_SECONDS * 1_000,
  };
}

function isHttp(value: string): boolean {
  return URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol);
}
