/** One line of the table that the bench prints. */
export interface Figure {
  /** Name of the target in the design's table of speeds, as S1. */
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 's' | 'min' | '/s' | '×' | 'MiB' | '%' | '';
  /** The bound; a figure without one is printed for comparison. */
  readonly target?: { readonly atMost: number } | { readonly atLeast: number };
}

/** The value at a share (0 to 1) of the sorted list; NaN for an empty one. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The figures as a table in Markdown, with what they are of their target. */
export function tableOf(figures: readonly Figure[]): string {
  const lines = figures.map((figure) => {
    const { id, what, value, unit, target } = figure;
    return `| ${id} | ${what} | ${rounded(value)} ${unit} | ${boundOf(target, unit)} | ${ratioOf(value, target)} |`;
  });
  return ['| id | what | figure | target | of target |', '|---|---|---|---|---|', ...lines].join(
    '\n',
  );
}

function boundOf(target: Figure['target'], unit: string): string {
  if (!target) return '';
  return 'atMost' in target ? `≤ ${target.atMost} ${unit}` : `≥ ${target.atLeast} ${unit}`;
}

function ratioOf(value: number, target: Figure['target']): string {
  if (!target) return '';
  const bound = 'atMost' in target ? target.atMost : target.atLeast;
  const isMet = 'atMost' in target ? value <= bound : value >= bound;
  return `${rounded(value / bound)} ${isMet ? 'met' : 'MISSED'}`;
}

function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);
}
