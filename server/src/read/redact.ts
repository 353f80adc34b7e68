import { permits } from '@parley/domain/permissions';
import type { CollaborationView, CreatorView, EventView, Role } from '@parley/domain/view';

/*
 * The one place that takes away what a role may not read of a thing it may see: guests get no contact details and
 * no texts of notes, those written beside a review included. A list row holds none of them.
 */

export function redactedCollaboration(view: CollaborationView, role: Role): CollaborationView {
  const contact = permits(role, 'contact.read') ? view.creator.contact : null;
  const content = permits(role, 'note.read')
    ? view.content
    : view.content.map((item) => ({ ...item, review: { ...item.review, note: null } }));
  return { ...view, creator: { ...view.creator, contact }, content };
}

export function redactedCreator(view: CreatorView, role: Role): CreatorView {
  return permits(role, 'contact.read') ? view : { ...view, contact: null };
}

export function redactedEvent(event: EventView, role: Role): EventView {
  if (permits(role, 'note.read')) return event;
  if (event.type === 'NoteAdded') return { ...event, data: { ...event.data, text: '' } };
  return event.type === 'ContentReviewed'
    ? { ...event, data: { ...event.data, note: null } }
    : event;
}
