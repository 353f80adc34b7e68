import { z } from 'zod';
import { uuid } from './scalars.ts';

export const ACTOR_KINDS = ['member', 'creator', 'operator', 'token', 'system'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** Who made a change, as commands, events and workflows carry it: never a name (names are personal data). */
export const actorSchema = z.strictObject({ kind: z.enum(ACTOR_KINDS), id: uuid.nullable() });
export type Actor = z.infer<typeof actorSchema>;

/** An actor as an operator may write it; a name is read and dropped. */
export const actorInput = z.strictObject({
  kind: z.enum(ACTOR_KINDS).default('operator'),
  id: uuid.nullish(),
  name: z.string().optional(),
});

export const OPERATOR: Actor = { kind: 'operator', id: null };
export const SYSTEM: Actor = { kind: 'system', id: null };

/** How the actors without a person are named in a timeline. */
export const ACTOR_NAME = { operator: 'Temporal operator', system: 'Parley' } as const;
