import { browser } from '$app/env';
import { cookieOf, setCookie } from '#lib/format/cookie.ts';
import {
  columnsCookie,
  columnsText,
  movedColumn,
  parseColumns,
  switchedColumn,
  USUAL_COLUMNS,
  widened,
  type ChosenColumns,
} from './chosen-columns.ts';
import { COLUMNS, type Column, type ColumnId } from './columns.ts';

/** The columns as this person left them, kept in this browser. */
export class ColumnChoice {
  #chosen = $state.raw<ChosenColumns>(USUAL_COLUMNS);
  readonly #cookie: string;
  /** A campaign's own list does not repeat its name in every row. */
  readonly #hidden: ColumnId | null;

  /** `told`: the choice as this page's request brought it, for the server, which draws by it. */
  constructor(personId: string, told: string | null, isWithinCampaign: boolean) {
    this.#cookie = columnsCookie(personId);
    this.#hidden = isWithinCampaign ? 'campaign' : null;
    this.#chosen = parseColumns(browser ? cookieOf(this.#cookie) : told);
  }

  readonly shown: readonly Column[] = $derived(
    this.#chosen.ids
      .filter((id) => id !== this.#hidden)
      .flatMap((id) => COLUMNS.filter((column) => column.id === id)),
  );
  /** Those that can be shown or hidden, with what is. */
  readonly choices = $derived(
    COLUMNS.filter(({ id }) => id !== 'creator' && id !== this.#hidden).map(({ id, label }) => ({
      id,
      label,
      checked: this.#chosen.ids.includes(id),
    })),
  );
  /** The dragged widths as CSS, and the width that a row then needs at least. */
  readonly style = $derived.by(() => {
    const { widths } = this.#chosen;
    const set = this.shown.flatMap(({ id }) => (widths[id] === undefined ? [] : [id]));
    if (set.length === 0) return '';
    const least = this.shown.reduce((sum, column) => sum + (widths[column.id] ?? column.usual), 80);
    return `${set.map((id) => `--f-${id}: 0 0 ${widths[id]}px`).join(';')};--least: ${least}px`;
  });

  switch(id: string): void {
    const column = COLUMNS.find((one) => one.id === id);
    if (column) this.#keep(switchedColumn(this.#chosen, column.id));
  }
  move(id: ColumnId, by: -1 | 1): void {
    this.#keep(movedColumn(this.#chosen, id, by));
  }
  widen(id: ColumnId, width: number | null): void {
    this.#keep(widened(this.#chosen, id, width));
  }
  reset(): void {
    this.#keep(USUAL_COLUMNS);
  }

  #keep(chosen: ChosenColumns): void {
    this.#chosen = chosen;
    setCookie(this.#cookie, columnsText(chosen));
  }
}
