import { localAddress, serverPart, untilHealthy } from '../parts/app.js';
import { restartOnChange } from '../parts/restart-on-change.js';
import { vitePart } from '../parts/vite.js';
import { freePort } from '../setup/ports.js';
import { openInstallation } from './installation.js';
import { createSetUpNotice, printReady } from './ready.js';

const from = Date.now();
const installation = await openInstallation('development');
await installation.begin(async ({ supervisor, settings, prepare, startStores, startWorker }) => {
  await prepare([]);
  const env = await startStores();
  const publicUrl = settings.publicUrl ?? localAddress(settings.host, settings.port);
  // People and their cookies stay at PORT: Vite listens there and hands /api and /socket.io on.
  const apiEnv = { ...env, PORT: String(await freePort()), PUBLIC_URL: publicUrl };
  const setUp = createSetUpNotice();
  const starting = [startWorker(env), supervisor.run(serverPart(apiEnv, setUp.onLine))];
  const [worker, server] = await Promise.all(starting);
  await supervisor.run(vitePart(settings, localAddress(apiEnv.HOST, apiEnv.PORT)));
  await untilHealthy(apiEnv, supervisor.signal);
  if (supervisor.isStopping()) return;
  restartOnChange(['domain/src', 'workflows/src'], [worker, server], supervisor.say);
  restartOnChange(['server/src'], [server], supervisor.say);
  printReady(settings, from, setUp);
});
