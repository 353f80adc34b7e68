import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { temporalProgram } from './stores.ts';

const run = promisify(execFile);

/** A namespace of a Temporal. */
export interface TemporalPlace {
  readonly temporalAddress: string;
  readonly namespace: string;
}

export function workflowIdOf(collaborationId: string): string {
  return `collaboration/${collaborationId}`;
}

/** Runs the `temporal` program as an operator would; answers what it prints, throws where it fails. */
export async function temporal(place: TemporalPlace, ...args: readonly string[]): Promise<string> {
  const where = ['--address', place.temporalAddress, '--namespace', place.namespace];
  const { stdout } = await run(temporalProgram(), [...args, ...where], { timeout: 60_000 });
  return stdout;
}

/** Signals a collaboration from the command line, as in the outside contract, section 5. */
export function signal(
  place: TemporalPlace,
  id: string,
  name: string,
  input: string,
): Promise<string> {
  const target = ['--workflow-id', workflowIdOf(id), '--name', name];
  return temporal(place, 'workflow', 'signal', ...target, '--input', input);
}

/** Sends an update from the command line; answers its result as JSON. */
export function update(
  place: TemporalPlace,
  id: string,
  name: string,
  input: string,
): Promise<string> {
  const target = ['--workflow-id', workflowIdOf(id), '--name', name];
  return temporal(
    place,
    'workflow',
    'update',
    'execute',
    ...target,
    '--input',
    input,
    '--output',
    'json',
  );
}

/** A client of the place's namespace; close its connection. */
export async function temporalClient(place: TemporalPlace): Promise<Client> {
  const connection = await Connection.connect({ address: place.temporalAddress });
  return new Client({ connection, namespace: place.namespace });
}
