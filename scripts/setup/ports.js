import { createServer } from 'node:net';
import { wrongSetting } from './settings.js';

/**
 * A TCP port of 127.0.0.1 that nobody listens on now.
 * @returns {Promise<number>}
 */
export async function freePort() {
  const server = createServer();
  await listen(server, 0, '127.0.0.1');
  const { port } = server.address();
  await close(server);
  return port;
}

/** Whether this process could listen there now; otherwise the error's code, as EADDRINUSE. */
export async function whyNotListen(port, host) {
  const server = createServer();
  try {
    await listen(server, port, host);
  } catch (error) {
    return error.code;
  }
  await close(server);
  return undefined;
}

/**
 * Stops the start, by the name of the variable, when one of the ports it needs is taken.
 * @param {ReturnType<import('./settings.js').readSettings>} settings
 */
export async function refuseTakenPorts(settings) {
  await refuseTaken('PORT', settings.port, settings.host);
  if (!settings.hasOwnTemporal) return;
  await refuseTaken('TEMPORAL_PORT', settings.temporalPort, '127.0.0.1');
  await refuseTaken('TEMPORAL_UI_PORT', settings.temporalUiPort, '127.0.0.1');
}

async function refuseTaken(name, port, host) {
  const code = await whyNotListen(port, host);
  if (code === undefined) return;
  if (code === 'EADDRINUSE')
    throw wrongSetting(
      name,
      `port ${port} on ${host} is taken by another program`,
      `a free port, such as ${name}=${await freePortNear(port)}`,
    );
  if (code === 'EACCES')
    throw wrongSetting(name, `port ${port} is reserved for root`, 'a port from 1024 on');
  throw wrongSetting(
    'HOST',
    `"${host}" cannot be listened on (${code})`,
    'an address of this machine',
  );
}

async function freePortNear(port) {
  for (let next = port + 1; next < Math.min(port + 100, 65_536); next++)
    if ((await whyNotListen(next, '127.0.0.1')) === undefined) return next;
  return freePort();
}

function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, resolve);
  });
}

function close(server) {
  return new Promise((resolve) => server.close(resolve));
}
