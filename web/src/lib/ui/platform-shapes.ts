interface Shape {
  readonly lines: readonly string[];
  readonly fills: readonly string[];
}

const circle = (cx: number, cy: number, r: number) =>
  `M${cx - r} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
const square = (rx: number) =>
  `M${2 + rx} 2h${12 - 2 * rx}a${rx} ${rx} 0 0 1 ${rx} ${rx}v${12 - 2 * rx}a${rx} ${rx} 0 0 1 ${-rx} ${rx}h${2 * rx - 12}a${rx} ${rx} 0 0 1 ${-rx} ${-rx}v${2 * rx - 12}a${rx} ${rx} 0 0 1 ${rx} ${-rx}Z`;

/** Own simple signs on a 16 px grid, not the platforms' trade marks. */
export const PLATFORM_SHAPES: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['Instagram', { lines: [square(3.5), circle(8, 8, 2.8)], fills: [circle(11.4, 4.6, 0.8)] }],
  ['TikTok', { lines: ['M9 2.500v8a2.750 2.750 0 1 1-2.750-2.750', 'M9 2.500c.2 2 1.700 3.400 3.600 3.500'], fills: [] }],
  ['YouTube', { lines: ['M3.500 3.800h9a2 2 0 0 1 2 2v4.400a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2V5.800a2 2 0 0 1 2-2Z'], fills: ['M6.700 5.900v4.200L10.300 8Z'] }],
  ['Twitch', { lines: ['M3 2.500h10.500v6.700l-2.700 2.700H8.500L6.300 14v-2.100H3Z', 'M7.300 5.500v2.700', 'M10.500 5.500v2.700'], fills: [] }],
  ['X', { lines: ['M3 3l10 10', 'M13 3 3 13'], fills: [] }],
  ['LinkedIn', { lines: [square(2.5), 'M5.200 7.200v3.800', 'M8 11V7.200', 'M8 9c0-2.400 3-2.400 3 0v2'], fills: [circle(5.2, 5, 0.85)] }],
  ['Pinterest', { lines: [circle(8, 8, 6), 'M7 12.500 8.400 6.800', 'M6 8.800C4.900 6.200 6.300 4.800 8.100 4.800c2 0 3 1.500 2.500 3.300-.4 1.500-1.800 2.200-2.900 1.300'], fills: [] }],
  ['Facebook', { lines: [circle(8, 8, 6), 'M8.300 13.800V7.200c0-1.200.7-1.800 2-1.700', 'M6.500 8.800h3.300'], fills: [] }],
  ['Snapchat', { lines: ['M8 2.300c-2 0-3.200 1.400-3.200 3.200v1.700l-1.300.5 1.300 1.100c-.4 1.200-1.300 2-2.400 2.400.4.8 1.500.8 2.200 1 .3 1 1 .4 1.700.6.6.2 1 .9 1.700.9s1.100-.7 1.700-.9c.7-.2 1.400.4 1.700-.6.7-.2 1.800-.2 2.200-1-1.100-.4-2-1.200-2.400-2.400l1.300-1.100-1.300-.5V5.500C11.200 3.700 10 2.300 8 2.300Z'], fills: [] }],
  ['Threads', { lines: ['M12 5.500C11.400 3.500 10 2.500 8 2.500 5 2.500 3.300 4.700 3.300 8S5 13.500 8 13.500c2.500 0 4.200-1.300 4.200-3.200 0-3.300-6-3.600-6-.8 0 2.300 4 2 4-1.300 0-1.700-1.400-2.300-3-1.700'], fills: [] }],
  ['Blog', { lines: [square(2), 'M5 5.500h6', 'M5 8h6', 'M5 10.500h3.500'], fills: [] }],
  ['Podcast', { lines: ['M8 2.200a2 2 0 0 1 2 2v3.300a2 2 0 0 1-4 0V4.200a2 2 0 0 1 2-2Z', 'M3.800 7.500a4.200 4.200 0 0 0 8.400 0', 'M8 11.700v2.100'], fills: [] }],
  ['Other', { lines: [circle(8, 8, 6), 'M2 8h12', 'M8 2c2.400 2.500 2.400 9.500 0 12', 'M8 2c-2.400 2.500-2.400 9.500 0 12'], fills: [] }],
]);
