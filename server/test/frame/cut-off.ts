import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from './running-server.ts';

/** A way to the database that can be cut, stopped in the middle, and opened again. */
export class CutOff {
  readonly url: string;
  readonly #port: number;
  readonly #target: URL;
  readonly #sockets = new Set<Socket>();
  #server: Server | null = null;
  #isFrozen = false;

  private constructor(port: number, target: URL) {
    this.#port = port;
    this.#target = target;
    this.url = Object.assign(new URL(target), { host: `127.0.0.1:${port}` }).href;
  }

  static async to(databaseUrl: string): Promise<CutOff> {
    const cutOff = new CutOff(await freePort(), new URL(databaseUrl));
    await cutOff.open();
    return cutOff;
  }

  async open(): Promise<void> {
    this.#isFrozen = false;
    const server = createServer((near) => this.#join(near));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
  }

  /** Every connection breaks and new ones are refused. */
  async cut(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  /** Connections stay and are taken, but nothing comes through any more. */
  freeze(): void {
    this.#isFrozen = true;
  }

  #join(near: Socket): void {
    const far = connect(Number(this.#target.port), this.#target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(from);
      from.on('data', (data) => this.#isFrozen || to.write(data));
      from.on('error', () => undefined);
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
    }
  }
}
