import { evolve } from '@parley/domain/evolve';
import type { CollaborationEvent } from '@parley/domain/events.schema';
import { hashOf } from '@parley/domain/hash';
import type { CollaborationState } from '@parley/domain/state.schema';
import type { RowBefore } from './load-rows.ts';
import type { Projection, ProjectionResult } from './projection.ts';

/** One appended event and the state after it. */
export interface Step {
  readonly event: CollaborationEvent;
  readonly state: CollaborationState;
}

export interface Folded {
  readonly kind: 'folded';
  /** Empty where the row has all the events already. */
  readonly steps: readonly Step[];
  readonly version: number;
  readonly state: CollaborationState | null;
}

/** The row's state carried on by the events it lacks, or why that cannot be. Pure. */
export function fold(before: RowBefore, projection: Projection): Folded | ProjectionResult {
  const rowVersion = before.version;
  const diverged = (detail: string): ProjectionResult => ({ kind: 'diverged', rowVersion, detail });
  const other = projection.events.find((event) => isOther(before, event));
  if (other)
    return diverged(`seq ${other.seq} is there with another command than ${other.commandId}`);
  const missing = projection.events.filter((event) => event.seq > rowVersion);
  const version = rowVersion + missing.length;
  const hasHole = missing.some((event, index) => event.seq !== rowVersion + index + 1);
  if (hasHole || version < projection.version) return { kind: 'gap', rowVersion };
  const steps = stepsAfter(before.state, missing);
  const state = steps.at(-1)?.state ?? before.state;
  if (version === projection.version && state && !matches(state, projection.stateHash)) {
    return diverged(`the state at version ${version} has another hash than the workflow's`);
  }
  return { kind: 'folded', steps, version, state };
}

function isOther(before: RowBefore, event: CollaborationEvent): boolean {
  return event.seq <= before.version && before.present.get(event.seq) !== event.commandId;
}

function stepsAfter(
  from: CollaborationState | null,
  events: readonly CollaborationEvent[],
): Step[] {
  let state = from;
  return events.map((event) => {
    state = evolve(state, event);
    return { event, state };
  });
}

function matches(state: CollaborationState, hash: string | null): boolean {
  return hash === null || hashOf(state) === hash;
}
