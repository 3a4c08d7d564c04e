import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { typescriptHook } from './typescript-hook';

/** A process of the hub, from its sources, as an operator starts it. */
export interface HubProcess {
  /** Where an API listens; empty for a worker. */
  readonly url: string;
  readonly pid: number;
  /** Sends it that signal. @returns its exit code; null when the signal ended it */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export async function startHubProcess(
  role: 'api' | 'worker',
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<HubProcess> {
  const child = spawn(process.execPath, ['-r', typescriptHook(folder), resolve('src/main.ts'), '--role', role], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', HUB_DATA_DIR: folder, LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  let said = '';
  for (const flow of [child.stdout, child.stderr]) flow.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ready = new Promise<string>((done) => {
    child.stdout.on('data', () => {
      if (/ ready/.test(said)) done(/http:\/\/[\d.:]+/.exec(said)?.[0] ?? '');
    });
  });
  const early = ended.then((code) => {
    throw new Error(`the ${role} ended with ${String(code)} before it was ready: ${said}`);
  });
  const url = await Promise.race([ready, early]);
  early.catch(() => undefined);
  return {
    url,
    pid: child.pid ?? 0,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}
