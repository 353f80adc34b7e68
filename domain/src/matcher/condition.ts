import { type Range, rangeInWords } from './figures.ts';

/** One thing that criteria ask for, or rule out. `any`: one of them is enough. */
export type Condition =
  | {
      readonly kind: 'words' | 'platform' | 'country' | 'audience';
      readonly label: string;
      readonly any: readonly string[];
      readonly isNegated: boolean;
    }
  | {
      readonly kind: 'followers' | 'engagement';
      readonly range: Range;
      readonly isSum: boolean;
      /** The platforms that the figure is asked for on; empty: those of the criteria. */
      readonly on: readonly string[];
    }
  | { readonly kind: 'age'; readonly from: number; readonly to: number };

/** What could be read of criteria; `unread` are the parts that no rule understands, in their own words. */
export interface Criteria {
  readonly conditions: readonly Condition[];
  readonly unread: readonly string[];
}

/** A condition as people would say it. */
export function inWords(condition: Condition): string {
  switch (condition.kind) {
    case 'words':
      return condition.isNegated ? `no ${condition.label}` : condition.label;
    case 'platform':
      return condition.isNegated ? `not on ${condition.label}` : `on ${condition.label}`;
    case 'country':
      return condition.isNegated ? `not from ${condition.label}` : `from ${condition.label}`;
    case 'audience':
      return `${condition.isNegated ? 'no ' : ''}audience of ${condition.label}`;
    case 'followers':
      return `${rangeInWords(condition.range, '')} followers${condition.isSum ? ' in all' : ''}${where(condition.on)}`;
    case 'engagement':
      return `engagement of ${rangeInWords(condition.range, ' %')}${where(condition.on)}`;
    case 'age':
      return `audience aged ${condition.from} to ${condition.to}`;
    default:
      return condition satisfies never;
  }
}

function where(on: readonly string[]): string {
  return on.length > 0 ? ` on ${on.join(' or ')}` : '';
}
