import { serverPart } from '../parts/app.js';
import { buildWeb } from '../setup/web-build.js';
import { openInstallation } from './installation.js';
import { printReady } from './ready.js';

const from = Date.now();
const installation = await openInstallation('production');
await installation.begin(async ({ supervisor, settings, prepare, startStores, startWorker }) => {
  await prepare([buildWeb]);
  const env = await startStores();
  await startWorker(env);
  const setUpLines = [];
  const keepSetUp = (message) => message.startsWith('Set up:') && setUpLines.push(message);
  await supervisor.run(serverPart(env, keepSetUp));
  if (!supervisor.isStopping()) printReady(settings, from, setUpLines);
});
