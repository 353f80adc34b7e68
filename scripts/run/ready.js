import { localAddress } from '../parts/app.js';
import { since } from '../setup/step.js';

const setUpStart = 'Set up:';

/**
 * Keeps the lines in which the server gives the one-time set-up address, to be shown plainly: with
 * the other addresses, or at once where it comes later.
 */
export function createSetUpNotice() {
  const lines = [];
  let isShown = false;
  return {
    onLine(message) {
      if (!message.startsWith(setUpStart)) return;
      lines.push(message);
      if (isShown) console.log(`  ${message}`);
    },
    show() {
      isShown = true;
      for (const line of lines) console.log(`  ${line}`);
    },
  };
}

/** Says that everything runs and where, as the last lines of a start. */
export function printReady(settings, from, setUp) {
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
  setUp.show();
  console.log('Ctrl-C stops it.\n');
}
