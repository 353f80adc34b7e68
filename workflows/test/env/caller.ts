import { randomUUID } from 'node:crypto';
import { updateAnswer, type UpdateAnswer } from '@parley/domain/wire.schema';
import { WithStartWorkflowOperation } from '@temporalio/client';
import {
  newCollaboration,
  type CollaborationInput,
} from '../../src/collaboration/carried.schema.ts';
import { madeId } from '../../src/collaboration/made-id.ts';
import { collaborationStartOptions } from '../../src/start-options.ts';
import { WORKFLOW_TYPE } from '../../src/task-queue.ts';
import type { MessageName } from '../../src/collaboration/read-message.ts';
import type { RecordingActivities } from './recording-activities.ts';
import type { TemporalEnv } from './temporal.ts';

export function newId(): string {
  return madeId(randomUUID(), Date.now());
}

const ATTEMPTS = 20;
/** FAILED_PRECONDITION */
const TASK_FAILURE = 9;

function isTaskFailure(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return (
    typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === TASK_FAILURE
  );
}

/** One collaboration as its callers see it. */
export class Caller {
  readonly id: string;
  readonly env: TemporalEnv;
  readonly read: RecordingActivities;

  constructor(env: TemporalEnv, read: RecordingActivities, id: string = newId()) {
    this.env = env;
    this.read = read;
    this.id = id;
  }

  get handle() {
    return this.env.client.workflow.getHandle(`collaboration/${this.id}`);
  }

  /** An update with start, as the API makes a collaboration or starts one again. */
  async updateWithStart(
    name: MessageName,
    argument: object,
    input: CollaborationInput = newCollaboration(this.id),
  ): Promise<UpdateAnswer> {
    const startWorkflowOperation = new WithStartWorkflowOperation(WORKFLOW_TYPE, {
      ...collaborationStartOptions(input),
      taskQueue: this.env.taskQueue,
    });
    const args: [object] = [argument];
    return updateAnswer.parse(
      await this.env.client.workflow.executeUpdateWithStart(name, { args, startWorkflowOperation }),
    );
  }

  create(
    input: CollaborationInput = newCollaboration(this.id),
    more: object = {},
  ): Promise<UpdateAnswer> {
    const argument = {
      id: this.id,
      campaignId: newId(),
      creatorId: newId(),
      known: 0,
      commandId: newId(),
      ...more,
    };
    return this.updateWithStart('create', argument, input).then((answer) => this.projected(answer));
  }

  /** An update without more: whoever sends it says by `known` whether they project it. */
  async update(name: string, argument: unknown, updateId?: string): Promise<UpdateAnswer> {
    const args: [unknown] = [argument];
    const options = updateId === undefined ? { args } : { args, updateId };
    for (let attempt = 1; ; attempt += 1) {
      try {
        return updateAnswer.parse(
          await this.handle.executeUpdate<unknown, [unknown]>(name, options),
        );
      } catch (error) {
        // A signal that races continue-as-new fails the task and aborts its updates; the API sends them again too.
        if (updateId === undefined || attempt === ATTEMPTS || !isTaskFailure(error)) throw error;
      }
    }
  }

  /** What the API does: sends what it read as `known`, and projects the answer. */
  async change(name: string, body: object): Promise<UpdateAnswer> {
    const argument = { commandId: newId(), known: this.read.version(this.id), ...body };
    return this.projected(await this.update(name, argument));
  }

  signal(name: string, argument?: unknown): Promise<void> {
    return this.handle.signal(name, argument);
  }

  async projected(answer: UpdateAnswer): Promise<UpdateAnswer> {
    if (answer.kind === 'behind' || answer.stateHash === null) return answer;
    const { events, version, stateHash } = answer;
    const stored = await this.read.project({
      collaborationId: this.id,
      events,
      version,
      stateHash,
      outcomes: [],
    });
    if (stored.kind !== 'stored') throw new Error(`not stored: ${JSON.stringify(stored)}`);
    return answer;
  }
}
