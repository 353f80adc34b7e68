import type { SavedView } from '@parley/domain/view';
import { describe, expect, it } from 'vitest';
import { asked, homeOf, hrefOf, isPlain, isShown, shownView } from './view-href.ts';

const view = (parts: Partial<SavedView>): SavedView => ({
  id: 'a',
  name: 'A',
  query: '',
  scope: 'private',
  position: 0,
  owner: null,
  isDefault: false,
  isPreset: false,
  ...parts,
});

describe('the view on screen', () => {
  it('is found whatever the order of its filters', () => {
    const open = view({ query: 'status=Pending&status=Negotiating&q=Ann+B' });
    expect(isShown(open, '?q=Ann%20B&status=Negotiating&status=Pending&view=table')).toBe(true);
    expect(isShown(open, '?q=Ann%20B&status=Negotiating')).toBe(false);
  });

  it('a preset is the same as table and as board, a saved one is not', () => {
    const query = 'attention=true';
    expect(isShown(view({ query, isPreset: true }), '?attention=true&view=board')).toBe(true);
    expect(isShown(view({ query }), '?attention=true&view=board')).toBe(false);
  });

  it('of two alike the one chosen before counts', () => {
    const views = [view({ id: 'a' }), view({ id: 'b' })];
    expect(shownView(views, '', 'b')?.id).toBe('b');
    expect(shownView(views, '', null)?.id).toBe('a');
    expect(shownView(views, '?q=x', 'b')).toBeNull();
  });

  it('everything, as table or board, is no view', () => {
    expect([isPlain(''), isPlain('?view=board&sort=attention'), isPlain('?sort=due')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('addresses', () => {
  it('presets keep the layout', () => {
    const preset = view({ query: 'delivery=Pending', isPreset: true });
    expect(hrefOf(preset, '?view=board&q=x')).toBe('/collaborations?delivery=Pending&view=board');
    expect(hrefOf(view({ query: '' }), '')).toBe('/collaborations?view=table');
  });

  it('the list opens with the default, and everything can still be asked for', () => {
    const chosen = [view({ query: 'sort=-due', isDefault: true })];
    expect(homeOf(chosen)).toBe('/collaborations?sort=-due');
    expect(asked(chosen, '/collaborations')).toBe('/collaborations?view=table');
    expect(asked(chosen, '/collaborations?q=x')).toBe('/collaborations?q=x');
    expect([homeOf([]), asked([], '/collaborations')]).toEqual([
      '/collaborations',
      '/collaborations',
    ]);
  });
});
