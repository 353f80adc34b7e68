import { localAddress } from '../parts/app.js';
import { since } from '../setup/step.js';

/** Says that everything runs and where, as the last lines of a start. */
export function printReady(settings, from, setUpLines) {
  const board = settings.publicUrl ?? localAddress(settings.host, settings.port);
  const rows = [
    ['Board', board],
    ['API docs', `${board}/api/docs`],
  ];
  if (settings.hasOwnTemporal)
    rows.push(['Temporal UI', `http://127.0.0.1:${settings.temporalUiPort}`]);
  if (settings.sampleData === 'on')
    rows.push(['Sign in', 'owner@example.com, password parley-sample (sample data)']);
  console.log(`\nParley is ready (${since(from)}).`);
  for (const [name, value] of rows) console.log(`  ${name.padEnd(12)} ${value}`);
  for (const line of setUpLines) console.log(`  ${line}`);
  console.log('Ctrl-C stops it.\n');
}
