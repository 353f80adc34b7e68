import { randomUUID } from 'node:crypto';
import { Collaboration } from '../../src/collaboration/collaboration.ts';
import {
  carriedSchema,
  newCollaboration,
  type CollaborationInput,
} from '../../src/collaboration/carried.schema.ts';
import { madeId } from '../../src/collaboration/made-id.ts';

export const NOON = '2026-11-23T12:00:00.000Z';

/** A collaboration with a clock of its own, as its workflow would hold it. */
export class Held {
  now = Date.parse(NOON);
  readonly id = this.newId();
  entity: Collaboration;

  constructor(input?: CollaborationInput) {
    this.entity = new Collaboration(input ?? newCollaboration(this.id), this.around);
  }

  get around() {
    return { now: () => this.now, newId: () => this.newId() };
  }

  newId(): string {
    return madeId(randomUUID(), this.now);
  }

  /** Carried over into a new run, through JSON as Temporal does it. */
  continuedAsNew(): Held {
    const json: unknown = JSON.parse(JSON.stringify(this.entity.carried(null)));
    const next = new Held(carriedSchema.parse(json));
    next.now = this.now;
    return next;
  }

  create(more: object = {}) {
    const argument = {
      id: this.entity.id,
      campaignId: this.newId(),
      creatorId: this.newId(),
      known: 0,
      ...more,
    };
    return this.entity.receive('create', [argument], 'update');
  }
}
