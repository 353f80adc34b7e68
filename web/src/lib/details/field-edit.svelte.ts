import type { ChangeOutcome } from './change.ts';

export interface FieldEditOptions<T> {
  /** The present value; live changes of others come in here. */
  readonly value: () => T;
  /** The collaboration's present version. */
  readonly version: () => number;
  readonly isSame: (a: T, b: T) => boolean;
  /** Sends the draft with the version that was seen, or says in words what is wrong with it. */
  readonly send: (draft: T, seen: number) => Promise<ChangeOutcome> | string;
  /** Called with true when the field opens and false when it closes. */
  readonly onopen?: (isOpen: boolean) => void;
}

/** One field edited where it stands: draft, refusal in words, and a conflict that shows both values. */
export class FieldEdit<T> {
  readonly #options: FieldEditOptions<T>;
  #seen = 0;
  isOpen = $state(false);
  draft: T;
  problem = $state<string | null>(null);
  /** What this person wrote while someone else changed the same; null without a conflict. */
  mine = $state.raw<{ readonly value: T; readonly seen: number } | null>(null);

  constructor(options: FieldEditOptions<T>) {
    this.#options = options;
    this.draft = $state(options.value());
  }

  open = (): void => {
    this.draft = this.#options.value();
    this.#seen = this.#options.version();
    this.problem = null;
    this.mine = null;
    this.isOpen = true;
    this.#options.onopen?.(true);
  };

  close = (): void => {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.problem = null;
    this.#options.onopen?.(false);
  };

  /** Sends the draft where it differs; stays open with words where it is not valid. */
  commit = async (): Promise<void> => {
    if (!this.isOpen) return;
    if (this.#options.isSame(this.draft, this.#options.value())) return this.close();
    await this.#send(this.draft, this.#seen);
  };

  /** Overwrites what the other person wrote, knowingly. */
  useMine = async (): Promise<void> => {
    if (this.mine) await this.#send(this.mine.value, this.#options.version());
  };

  keepTheirs = (): void => {
    this.mine = null;
    this.problem = null;
  };

  async #send(draft: T, seen: number): Promise<void> {
    const sent = this.#options.send(draft, seen);
    if (typeof sent === 'string') {
      this.problem = sent;
      return;
    }
    this.mine = null;
    this.close();
    const outcome = await sent;
    if (outcome.kind !== 'refused') return;
    if (outcome.code === 'VERSION_CONFLICT') this.mine = { value: draft, seen };
    else this.problem = outcome.words;
  }
}
