import type { EventContent, EventData } from '@parley/domain/events.schema';
import { ATTENTION_WORDS } from './attention-words.ts';
import { EVENT_WORDS } from './event-words.ts';
import type { Say } from './say.ts';
import { compensationWords, deliverablesWords, timelineWords } from './terms-words.ts';

export interface EventSummary {
  /** What follows the event's words on its line; empty where they say it all. */
  readonly line: string;
  /** What a person wrote: a note, a reason. */
  readonly quote: string | null;
  readonly link: string | null;
}

const summary = (
  line: string,
  quote: string | null = null,
  link: string | null = null,
): EventSummary => ({
  line,
  quote,
  link,
});

/** One event in plain words, without its type (see EVENT_WORDS) and its actor. */
export function eventSummary(event: EventContent, say: Say): EventSummary {
  switch (event.type) {
    case 'Created':
      return summary(createdLine(event.data, say));
    case 'StatusChanged':
      return summary(statusLine(event.data), event.data.reason);
    case 'PaymentMade':
      return summary(paymentLine(event.data, say));
    case 'ContentDelivered':
      return summary(contentLine(event.data, say), null, event.data.url);
    case 'ContentReviewed':
      return summary(
        event.data.state === 'accepted' ? 'Accepted' : 'Changes asked for',
        event.data.note,
      );
    case 'NoteAdded':
      return summary(event.data.contact ? 'The creator answered' : '', event.data.text);
    case 'DeliveryUpdated':
      return summary(deliveryLine(event.data), event.data.reason);
    case 'TermsChanged':
      return summary(termsLine(event.data, say), event.data.conditions ?? null);
    case 'OwnerAssigned':
      return summary(`${say.person(event.data.from)} → ${say.person(event.data.ownerId)}`);
    case 'ReminderSent':
      return summary(reminderLine(event.data));
    case 'ReminderSnoozed':
      return summary(`until ${say.instant(event.data.until)}`);
    case 'Undone':
      return summary(`Entry ${event.data.seq}`);
    default:
      return unknownEvent(event);
  }
}

/** An event type of a newer server: its words stand alone. */
function unknownEvent(event: never): EventSummary {
  void event;
  return summary('');
}

/** "Taken back: Payment made €500" for the event that an Undone names. */
export function undoneLine(taken: EventContent | undefined, seq: number, say: Say): string {
  if (!taken) return `Entry ${seq}`;
  const { line } = eventSummary(taken, say);
  return line ? `${EVENT_WORDS[taken.type]}: ${line}` : EVENT_WORDS[taken.type];
}

function createdLine({ ownerId, terms, shipsProduct }: EventData<'Created'>, say: Say): string {
  const parts = [
    terms.deliverables.length > 0 ? deliverablesWords(terms.deliverables) : null,
    compensationWords(terms.compensation, say) === 'none'
      ? null
      : compensationWords(terms.compensation, say),
    shipsProduct ? 'a product ships' : null,
    ownerId ? `owner ${say.person(ownerId)}` : null,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

function statusLine({ from, to, openDeliverables }: EventData<'StatusChanged'>): string {
  if (openDeliverables === undefined) return `${from} → ${to}`;
  const open = openDeliverables === 1 ? '1 deliverable' : `${openDeliverables} deliverables`;
  return `${from} → ${to} with ${open} still open`;
}

function paymentLine(data: EventData<'PaymentMade'>, say: Say): string {
  const parts = [
    say.money(data),
    data.method,
    data.reference,
    data.paidOn ? `paid on ${say.day(data.paidOn)}` : null,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

function contentLine(
  { title, url, deliverableId }: EventData<'ContentDelivered'>,
  say: Say,
): string {
  const name = title ?? url.replace(/^https?:\/\/(www\.)?/, '');
  return deliverableId ? `${name} for ${say.deliverable(deliverableId)}` : name;
}

function deliveryLine({
  from,
  status,
  carrier,
  trackingNumber,
}: EventData<'DeliveryUpdated'>): string {
  const step = from === status ? status : `${from} → ${status}`;
  return [step, carrier, trackingNumber].filter((part) => part !== null).join(' · ');
}

function termsLine(data: EventData<'TermsChanged'>, say: Say): string {
  const parts = [
    data.deliverables && `deliverables ${deliverablesWords(data.deliverables)}`,
    data.compensation && `compensation ${compensationWords(data.compensation, say)}`,
    data.timeline && `timeline ${timelineWords(data.timeline, say)}`,
    data.conditions === null ? 'conditions emptied' : data.conditions && 'conditions',
    data.shipsProduct === true && 'a product ships',
    data.shipsProduct === false && 'no product ships',
  ];
  return sentence(parts.filter((part) => typeof part === 'string').join(' · '));
}

function reminderLine({ code, number, escalated }: EventData<'ReminderSent'>): string {
  const which = number === 1 ? 'first time' : `reminder ${number}`;
  const also = escalated ? ', also to the campaign’s owner' : '';
  return `${ATTENTION_WORDS[code].title}, ${which}${also}`;
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
