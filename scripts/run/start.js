import { serverPart, untilHealthy } from '../parts/app.js';
import { buildWeb } from '../setup/web-build.js';
import { openInstallation } from './installation.js';
import { createSetUpNotice, printReady } from './ready.js';

const from = Date.now();
const installation = await openInstallation('production');
await installation.begin(async ({ supervisor, settings, prepare, startStores, startWorker }) => {
  await prepare([buildWeb]);
  const env = await startStores();
  const setUp = createSetUpNotice();
  // The worker waits for the tables that the server makes, so the two start together.
  await Promise.all([startWorker(env), supervisor.run(serverPart(env, setUp.onLine))]);
  await untilHealthy(env, supervisor.signal);
  if (!supervisor.isStopping()) printReady(settings, from, setUp);
});
