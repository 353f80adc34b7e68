import type { DeliveryStatus, Status } from '@parley/domain/statuses';
import { DELIVERY_STATUSES, STATUSES } from '@parley/domain/statuses';
import { ATTENTION_CODES, type Attention } from '@parley/domain/view';
import { Dictionary } from './dictionary.ts';

/** What the list filters, sorts and counts of one collaboration; instants in milliseconds. */
export interface ListedRow {
  readonly id: string;
  readonly campaignId: string;
  readonly creatorId: string;
  readonly ownerId: string | null;
  readonly status: Status;
  readonly deliveryStatus: DeliveryStatus | null;
  readonly score: number | null;
  readonly amountCents: number | null;
  readonly currency: string | null;
  readonly dueOn: string | null;
  readonly attention: readonly Attention[];
  readonly createdAt: number;
  readonly updatedAt: number;
}
/** A row, and what its names are looked up by. */
export type RowKeys = Pick<ListedRow, 'id' | 'campaignId' | 'creatorId' | 'ownerId'>;

export interface ListedCreator {
  readonly id: string;
  /** Name and handles, each folded. */
  readonly nameKey: string;
  readonly handleKeys: readonly string[];
  readonly tagIds: readonly string[];
}

const FIRST_CAPACITY = 1_024;
const NEVER = Number.POSITIVE_INFINITY;

/**
 * Every collaboration's columns as arrays of numbers, so that any filter of 100,000 rows is one walk of a few
 * milliseconds. What can be missing is 0 where it is, and its number plus one otherwise.
 */
export class ListColumns {
  readonly rows = new Dictionary();
  readonly campaigns = new Dictionary();
  readonly creators = new Dictionary();
  readonly owners = new Dictionary();
  readonly currencies = new Dictionary();
  readonly tags = new Dictionary();
  /** By the campaign's number: its folded name. */
  readonly campaignKeys: string[] = [];
  /** By the creator's number. */
  readonly creatorKeys: string[] = [];
  readonly creatorTexts: string[] = [];
  readonly creatorTags: (readonly number[])[] = [];

  campaign = new Int32Array(FIRST_CAPACITY);
  creator = new Int32Array(FIRST_CAPACITY);
  owner = new Int32Array(FIRST_CAPACITY);
  status = new Int32Array(FIRST_CAPACITY);
  delivery = new Int32Array(FIRST_CAPACITY);
  score = new Int32Array(FIRST_CAPACITY);
  currency = new Int32Array(FIRST_CAPACITY);
  isUnpaid = new Int32Array(FIRST_CAPACITY);
  amount = new Float64Array(FIRST_CAPACITY);
  createdAt = new Float64Array(FIRST_CAPACITY);
  updatedAt = new Float64Array(FIRST_CAPACITY);
  /** The earliest instant of `since`; infinity where nothing will ever hold. */
  attentionSince = new Float64Array(FIRST_CAPACITY);
  readonly due: (string | null)[] = [];
  /** By attention code: from when it holds. */
  since = ATTENTION_CODES.map(() => new Float64Array(FIRST_CAPACITY));
  #moved = new Set<number>();

  get size(): number {
    return this.rows.size;
  }

  /** Adds or replaces a row. */
  put(given: ListedRow): void {
    const row = this.rows.numberOf(given.id);
    if (row >= this.campaign.length) this.#grow();
    this.campaign[row] = this.campaigns.numberOf(given.campaignId);
    this.creator[row] = this.creators.numberOf(given.creatorId);
    this.owner[row] = given.ownerId === null ? 0 : this.owners.numberOf(given.ownerId) + 1;
    this.status[row] = STATUSES.indexOf(given.status);
    this.delivery[row] =
      given.deliveryStatus === null ? 0 : DELIVERY_STATUSES.indexOf(given.deliveryStatus) + 1;
    this.score[row] = given.score === null ? 0 : given.score + 1;
    this.currency[row] = given.currency === null ? 0 : this.currencies.numberOf(given.currency) + 1;
    this.amount[row] = given.amountCents ?? Number.NaN;
    this.createdAt[row] = given.createdAt;
    this.updatedAt[row] = given.updatedAt;
    this.due[row] = given.dueOn;
    this.#putAttention(row, given.attention);
    this.#moved.add(row);
  }

  putCreator({ id, nameKey, handleKeys, tagIds }: ListedCreator): void {
    const creator = this.creators.numberOf(id);
    this.creatorKeys[creator] = nameKey;
    this.creatorTexts[creator] = [nameKey, ...handleKeys].join('\n');
    this.creatorTags[creator] = tagIds.map((tag) => this.tags.numberOf(tag));
  }

  putCampaign(id: string, nameKey: string): void {
    this.campaignKeys[this.campaigns.numberOf(id)] = nameKey;
  }

  keysOf(row: number): RowKeys {
    const owner = this.owner[row] ?? 0;
    return {
      id: this.rows.ids[row] ?? '',
      campaignId: this.campaigns.ids[this.campaign[row] ?? 0] ?? '',
      creatorId: this.creators.ids[this.creator[row] ?? 0] ?? '',
      ownerId: owner === 0 ? null : (this.owners.ids[owner - 1] ?? null),
    };
  }

  /** The rows that were put since this was last asked: orders put them in their places anew. */
  takeMoved(): ReadonlySet<number> {
    const moved = this.#moved;
    this.#moved = new Set();
    return moved;
  }

  /** Which codes hold at an instant, one bit each, by row. */
  holding(now: number): Int32Array {
    const masks = new Int32Array(this.size);
    for (const [code, since] of this.since.entries()) {
      const bit = 1 << code;
      for (let row = 0; row < masks.length; row += 1) {
        if ((since[row] ?? NEVER) <= now) masks[row] = (masks[row] ?? 0) | bit;
      }
    }
    return masks;
  }

  #putAttention(row: number, attention: readonly Attention[]): void {
    let earliest = NEVER;
    for (const [code, since] of this.since.entries()) {
      const entry = attention.find((one) => one.code === ATTENTION_CODES[code]);
      const at = entry ? Date.parse(entry.since) : NEVER;
      since[row] = at;
      earliest = Math.min(earliest, at);
    }
    this.attentionSince[row] = earliest;
    this.isUnpaid[row] = attention.some((one) => one.code === 'PAYMENT_DUE') ? 1 : 0;
  }

  #grow(): void {
    const ints = (old: Int32Array<ArrayBuffer>) => copied(new Int32Array(old.length * 2), old);
    const floats = (old: Float64Array<ArrayBuffer>) =>
      copied(new Float64Array(old.length * 2), old);
    this.campaign = ints(this.campaign);
    this.creator = ints(this.creator);
    this.owner = ints(this.owner);
    this.status = ints(this.status);
    this.delivery = ints(this.delivery);
    this.score = ints(this.score);
    this.currency = ints(this.currency);
    this.isUnpaid = ints(this.isUnpaid);
    this.amount = floats(this.amount);
    this.createdAt = floats(this.createdAt);
    this.updatedAt = floats(this.updatedAt);
    this.attentionSince = floats(this.attentionSince);
    this.since = this.since.map(floats);
  }
}

function copied<T extends { set: (from: T) => void }>(to: T, from: T): T {
  to.set(from);
  return to;
}
