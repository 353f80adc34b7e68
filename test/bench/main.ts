import { cpus } from 'node:os';
import { largeBatch } from './batch-50000.ts';
import { tableOf, type Figure } from './figures.ts';
import { creators } from './creators.ts';
import { imports } from './import.ts';
import { reports } from './reports.ts';
import { propagation } from './s1-propagation.ts';
import { throughput } from './s2-throughput.ts';
import { batches } from './s3-batch.ts';
import { lists } from './s5-list.ts';
import { screens } from './s6-screens.ts';
import { manyOpen } from './s9-open.ts';
import { start } from './s10-start.ts';

/** Every bench by its name. Each sets up what it measures, and measures it several times. */
const BENCHES: Readonly<Record<string, () => Promise<Figure[]>>> = {
  s1: propagation,
  s2: throughput,
  s3: batches,
  s5: lists,
  s6: screens,
  s9: manyOpen,
  s10: start,
  reports,
  creators,
  import: imports,
  batch: largeBatch,
};

const asked = process.argv.slice(2).map((name) => name.toLowerCase());
const unknown = asked.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(
    `No bench is named ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}.`,
  );
  process.exit(2);
}

console.log(`${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}`);
const figures: Figure[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`measuring ${name} …`);
  const measured = await bench();
  console.log(tableOf(measured));
  figures.push(...measured);
}
console.log(`\n${tableOf(figures)}`);
process.exit();
