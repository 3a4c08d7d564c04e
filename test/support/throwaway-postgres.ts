import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres';

export interface ThrowawayPostgres {
  /** Connection string of the database `hub`. */
  readonly url: string;
  /** Of its own, for whatever else the caller starts. */
  readonly folder: string;
  /** Stops the server, then takes away all that it wrote. Asked again, waits for the same end. */
  stop(): Promise<void>;
}

/** A server in a new temporary folder, which leaves nothing once stopped. */
export async function throwawayPostgres(name: string, settings: readonly string[] = []): Promise<ThrowawayPostgres> {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  // As root, PostgreSQL runs as another user, who must be able to enter: otherwise its data would go elsewhere.
  chmodSync(folder, 0o711);
  const remove = (path: string) => {
    rmSync(path, { recursive: true, force: true });
  };
  try {
    const server = await startEmbeddedPostgres(folder, settings);
    let stopping: Promise<void> | undefined;
    return {
      url: server.url,
      folder,
      stop: () =>
        (stopping ??= server.stop().finally(() => {
          remove(server.home);
          remove(folder);
        })),
    };
  } catch (error) {
    remove(folder);
    throw error;
  }
}
