import { expect, it } from 'vitest';
import {
  columnsText,
  movedColumn,
  parseColumns,
  switchedColumn,
  USUAL_COLUMNS,
  widened,
} from './chosen-columns.ts';

it('comes back as it was kept, and forgets what this page does not know', () => {
  const chosen = widened(switchedColumn(USUAL_COLUMNS, 'owner'), 'campaign', 222.4);
  expect(parseColumns(columnsText(chosen))).toEqual(chosen);
  expect(chosen.widths).toEqual({ campaign: 222 });
  expect(columnsText(chosen)).toMatch(/^creator\.status\.[a-z.]+_campaign-222$/);
  const old = parseColumns('creator.luck.due.due_due-1.luck-9.status-x.owner');
  expect(old).toEqual({ ids: ['creator', 'due'], widths: { due: 64 } });
  for (const broken of [null, '', '_', '{"ids":["creator"]}', 'due_due-80'])
    expect(parseColumns(broken)).toBe(USUAL_COLUMNS);
});

it('shows a column again where it usually is, and never hides the creator', () => {
  const without = switchedColumn(USUAL_COLUMNS, 'campaign');
  expect(without.ids).not.toContain('campaign');
  expect(switchedColumn(without, 'campaign')).toEqual(USUAL_COLUMNS);
  expect(switchedColumn(USUAL_COLUMNS, 'created').ids.at(-1)).toBe('created');
  expect(switchedColumn(USUAL_COLUMNS, 'creator')).toBe(USUAL_COLUMNS);
});

it('moves a column beside its neighbours, the creator first', () => {
  expect(movedColumn(USUAL_COLUMNS, 'campaign', -1).ids.slice(0, 3)).toEqual([
    'creator',
    'campaign',
    'status',
  ]);
  expect(movedColumn(USUAL_COLUMNS, 'status', -1)).toBe(USUAL_COLUMNS);
  expect(movedColumn(USUAL_COLUMNS, 'updated', 1)).toBe(USUAL_COLUMNS);
});

it('is as wide as usual again on demand', () => {
  expect(widened(widened(USUAL_COLUMNS, 'due', 100), 'due', null)).toEqual(USUAL_COLUMNS);
});
