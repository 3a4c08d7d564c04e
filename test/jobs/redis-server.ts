import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from '../../src/platform/free-port';

/** A Redis of the test's own, to be killed. */
export async function ownRedis() {
  const port = await freePort();
  const url = `redis://127.0.0.1:${String(port)}`;
  let server: ChildProcess | undefined;
  const start = async () => {
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    server = spawn('redis-server', options, { stdio: 'ignore' });
    const probe = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
    probe.on('error', () => undefined);
    await probe.ping();
    probe.disconnect();
  };
  const kill = async () => {
    if (server?.kill('SIGKILL')) await once(server, 'exit');
    await sleep(10);
  };
  /** It hangs: connections are accepted, nothing answers. */
  const pause = () => server?.kill('SIGSTOP');
  const resume = () => server?.kill('SIGCONT');
  await start();
  return { url, start, kill, pause, resume };
}
