import { REFUSALS } from '@parley/domain/refusals';

/** What the API answers besides the rules' refusals, in words: what happened, what was kept, what to do. */
const TRANSPORT: Record<string, string> = {
  OFFLINE: 'Parley could not be reached.',
  ALREADY_OPEN: 'This creator already has an open collaboration in this campaign.',
  CAMPAIGN_ARCHIVED: 'The campaign is archived, so its collaborations are read-only.',
  CREATOR_EXISTS: 'A creator with this platform and handle exists already.',
  TAG_EXISTS: 'There is a tag with this name already.',
  CREATOR_HAS_COLLABORATIONS: 'The creator has collaborations, so it stays.',
  NOT_CSV: 'This file cannot be read as CSV.',
  TOO_MANY_ROWS: 'The file has too many rows.',
  IDEMPOTENCY_KEY_REUSED: 'This change was already sent with other content.',
  ORIGIN_NOT_ALLOWED: 'This page was opened at another address than Parley is set up for.',
};

const BY_STATUS: Record<number, string> = {
  401: 'You are signed out. Sign in again to go on.',
  403: 'Your role does not allow this.',
  404: 'This is not there any more, or you may not see it.',
  413: 'This is too large to be saved.',
  422: 'Something in this is not valid.',
  429: 'Too much at once. Wait a moment and try again.',
  503: 'Parley is not ready right now. Try again in a moment.',
};

const REFUSED = new Map<string, string>(Object.entries(REFUSALS));

/** The sentence for a code: the server's own detail first, it names what stands in the way. */
export function wordsFor(code: string, status: number, detail?: string): string {
  return (
    detail ??
    REFUSED.get(code) ??
    TRANSPORT[code] ??
    BY_STATUS[status] ??
    'Something went wrong on the server. Nothing was changed.'
  );
}
