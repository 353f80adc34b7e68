import { condition } from '@temporalio/workflow';
import type { Settings } from '../activities.ts';
import type { Collaboration } from '../collaboration/collaboration.ts';
import { asked } from './asked-activities.ts';
import { LazyTimer } from './lazy-timer.ts';

/** After a reminder that could not be sent for want of room. */
const AGAIN_MS = 60_000;

/**
 * Sleeps to the next reminder, asks whether it may be sent (the campaign may rest, the office may be closed), looks
 * again whether it is still due, and sends it. Settings that changed are read again.
 */
export class Reminding {
  readonly #collaboration: Collaboration;
  readonly #onChange: () => void;
  readonly #timer = new LazyTimer('looks whether a reminder is due', () => this.changed());
  #isDue = false;
  #areSettingsStale = false;

  constructor(collaboration: Collaboration, onChange: () => void) {
    this.#collaboration = collaboration;
    this.#onChange = onChange;
  }

  /** After every change: wakes for the reminder that comes now. */
  changed(): void {
    const coming = this.#collaboration.comingReminder();
    this.#isDue = coming !== null && Date.parse(coming.at) <= Date.now();
    if (coming !== null && !this.#isDue) this.#timer.wakeAt(Date.parse(coming.at));
  }

  settingsChanged(): void {
    this.#areSettingsStale = true;
  }

  async run(): Promise<void> {
    for (;;) {
      await condition(() => this.#isDue || this.#areSettingsStale);
      if (this.#areSettingsStale) await this.#readSettings();
      else await this.#askAndSend();
      this.changed();
      this.#onChange();
    }
  }

  async #readSettings(): Promise<void> {
    const place = this.#place();
    if (place === null) {
      await condition(() => this.#collaboration.state !== null);
      return;
    }
    // Before the answer: a second signal while this one is asked about asks again.
    this.#areSettingsStale = false;
    this.#take(await asked.readSettings(place));
  }

  async #askAndSend(): Promise<void> {
    const coming = this.#collaboration.comingReminder();
    const place = this.#place();
    this.#isDue = false;
    if (coming === null || place === null) return;
    this.#take(await asked.reminderDue({ ...place, due: coming.due }));
    // What came in meanwhile may have moved the negotiation: decided on the state of this very moment.
    if (this.#collaboration.rest !== null || this.#collaboration.remind(coming.due)) return;
    // Refused although it is due: the outbox is full. At once again would be a loop without a pause.
    const until = new Date(Date.now() + AGAIN_MS).toISOString();
    const again = this.#collaboration.comingReminder();
    if (again !== null && again.at < until)
      this.#collaboration.rest = { until, because: 'storage' };
  }

  #take(settings: Settings): void {
    this.#collaboration.policy = settings.policy;
    this.#collaboration.rest = settings.rest;
  }

  #place(): { collaborationId: string; campaignId: string } | null {
    const { id, state } = this.#collaboration;
    return state === null ? null : { collaborationId: id, campaignId: state.campaignId };
  }
}
