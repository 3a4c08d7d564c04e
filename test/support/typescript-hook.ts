import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Lets a spawned process read TypeScript: `node -r <what this answers> src/main.ts`. */
export function typescriptHook(folder: string): string {
  const hook = join(folder, 'hook.cjs');
  const swc = JSON.stringify(require.resolve('@swc/core'));
  writeFileSync(
    hook,
    `require.extensions['.ts'] = (m, file) => m._compile(require(${swc}).transformFileSync(file).code, file);`,
  );
  return hook;
}
