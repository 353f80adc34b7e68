/** Answers 200 on a port, and says which process it is and that of a child it starts. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';

const [port, kind] = process.argv.slice(2);
const child = spawn('sleep', ['600']);
if (kind === 'stubborn') process.on('SIGTERM', () => console.log('asked to end'));
createServer((_request, response) => response.end()).listen(Number(port), '127.0.0.1', () => {
  console.log(
    JSON.stringify({ level: 30, msg: 'listening', process: process.pid, child: child.pid }),
  );
});
