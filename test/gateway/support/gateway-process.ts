import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { typescriptHook } from '../../support/typescript-hook';

const entry = resolve('src/gateway/standalone.ts');
/** Where the test writes; taken away by `clean`. */
export const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
let hook = '';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export function start(...args: string[]): ReturnType<typeof startWith> {
  return startWith({}, ...args);
}

export function startWith(
  env: NodeJS.ProcessEnv,
  ...args: string[]
): { child: ChildProcess; ready: Promise<string>; ended: Promise<Ended> } {
  const child = spawn(process.execPath, ['-r', hook, entry, ...args], { env: { ...process.env, ...env } });
  let out = '';
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ready = new Promise<string>((done) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const url = /http:\S+/.exec(out)?.[0];
      if (url) done(url);
    });
  });
  const ended = new Promise<Ended>((done) => {
    child.on('close', (code) => {
      done({ code, out, err });
    });
  });
  return { child, ready, ended };
}

/** Lets a spawned process read TypeScript. */
export function prepare(): void {
  hook = typescriptHook(folder);
}

export function clean(): void {
  rmSync(folder, { recursive: true });
}
