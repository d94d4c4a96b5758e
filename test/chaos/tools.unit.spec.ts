import { afterEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAULTS } from './faults.js';
import { TcpProxy } from './tcp-proxy.js';

describe('A wire', () => {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  async function wired() {
    const server: Server = createServer((socket) => {
      socket.on('error', () => {});
      socket.pipe(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => server.close());
    const wire = await TcpProxy.start((server.address() as AddressInfo).port);
    closing.push(() => wire.close());
    return wire;
  }

  async function call(
    wire: TcpProxy,
  ): Promise<{ socket: Socket; ended: Promise<string>; echo: () => string }> {
    const socket = connect(wire.port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => (text += String(chunk)));
    const ended = new Promise<string>((resolve) => {
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(String(error.code)));
      socket.once('close', () => resolve('closed'));
    });
    await Promise.race([ended, new Promise((resolve) => socket.once('connect', resolve))]);
    closing.push(() => socket.destroy());
    return { socket, ended, echo: () => text };
  }

  const until = async (isSo: () => boolean) => {
    while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  it('passes on what is said, in order, also when it is slow', async () => {
    const wire = await wired();
    const { socket, echo } = await call(wire);
    socket.write('one ');
    await until(() => echo() === 'one ');
    wire.slow(30);
    socket.write('two ');
    socket.write('three');
    expect(echo()).toBe('one ');
    await until(() => echo() === 'one two three');
  });

  it('breaks every connection when it is cut, and lets new ones through', async () => {
    const wire = await wired();
    const { ended } = await call(wire);
    wire.cut();
    expect(await ended).toBe('ECONNRESET');
    const { socket, echo } = await call(wire);
    socket.write('again');
    await until(() => echo() === 'again');
  });

  it('lets nobody through while it refuses', async () => {
    const wire = await wired();
    wire.refuse(true);
    const { ended } = await call(wire);
    expect(['ECONNRESET', 'closed']).toContain(await ended);
  });
});

describe('A stepped clock', () => {
  it('is as far from the machine’s as the file says, for Date alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'shelfstream-clock-'));
    try {
      const file = join(folder, 'clock');
      writeFileSync(file, '-3600000');
      const clock = new URL('../../dist/test/chaos/stepped-clock.js', import.meta.url).pathname;
      const script = 'console.log(JSON.stringify([Date.now(), new Date().getTime(), new Date(5).getTime()]))';
      const { stdout } = spawnSync(process.execPath, [`--import=${clock}`, '--eval', script], {
        encoding: 'utf8',
        env: { ...process.env, SHELFSTREAM_TEST_CLOCK: file },
      });
      const [now, made, given] = JSON.parse(stdout) as [number, number, number];
      expect(Math.abs(now - (Date.now() - 3_600_000))).toBeLessThan(600_000);
      expect(made).toBeGreaterThanOrEqual(now);
      expect(given).toBe(5);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

it('Every fault has a name of its own, by which the report and --only know it', () => {
  expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length);
});
