import type { ChangeContent } from './change.ts';

export interface ChangeRoute {
  readonly method: 'POST' | 'PATCH';
  readonly path: string;
  readonly body: unknown;
}

/** Where a change of a collaboration is sent (outside contract, section 3). */
export function routeOfChange(collaborationId: string, change: ChangeContent): ChangeRoute {
  const at = (rest: string) => `/api/collaborations/${collaborationId}/${rest}`;
  const post = (rest: string, body: unknown): ChangeRoute => ({
    method: 'POST',
    path: at(rest),
    body,
  });
  switch (change.name) {
    case 'changeStatus':
      return post('status', change.body);
    case 'recordPayment':
      return post('payments', change.body);
    case 'deliverContent':
      return post('content', change.body);
    case 'reviewContent': {
      const { seq, ...body } = change.body;
      return post(`content/${seq}/review`, body);
    }
    case 'addNote':
      return post('notes', change.body);
    case 'updateDelivery':
      return post('delivery', change.body);
    case 'editTerms':
      return { method: 'PATCH', path: at('terms'), body: change.body };
    case 'assignOwner':
      return post('owner', change.body);
    case 'snoozeReminder':
      return post('snooze', change.body);
    case 'undo':
      return post('undo', change.body);
    default:
      return change satisfies never;
  }
}
