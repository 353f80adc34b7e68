import { connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';

const timeoutMs = 2000;

/** Whether something accepts connections on the port. */
export function answersTcp(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: timeoutMs });
    const end = (result) => {
      socket.destroy();
      resolve(result);
    };
    socket.on('connect', () => end(true));
    socket.on('error', () => end(false));
    socket.on('timeout', () => end(false));
  });
}

/** Whether the address answers 200. */
export async function answersOk(url) {
  return (await statusOf(url)) === 200;
}

/** Whether the address answers at all. */
export async function answersHttp(url) {
  return (await statusOf(url)) !== undefined;
}

async function statusOf(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return undefined;
  }
}

const service = Buffer.from('temporal.api.workflowservice.v1.WorkflowService');
const servingStatus = 1;

/** Whether Temporal on the port of 127.0.0.1 says it serves (the standard gRPC health check). */
export function answersTemporal(port) {
  return new Promise((resolve) => {
    const session = connectHttp2(`http://127.0.0.1:${port}`);
    const end = (result) => {
      session.destroy();
      resolve(result);
    };
    session.on('error', () => end(false));
    session.setTimeout(timeoutMs, () => end(false));
    const request = session.request({
      ':method': 'POST',
      ':path': '/grpc.health.v1.Health/Check',
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('error', () => end(false));
    request.on('end', () => end(isServing(Buffer.concat(chunks))));
    request.end(healthRequest());
  });
}

/** A gRPC frame (not compressed, length) round a message whose first field is the service's name. */
function healthRequest() {
  const message = Buffer.concat([Buffer.from([0x0a, service.length]), service]);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

function isServing(frame) {
  return frame.length >= 7 && frame[5] === 0x08 && frame[6] === servingStatus;
}
