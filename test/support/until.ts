/** Waits for what must come, as long as a machine that does much else may take; says what did not. */
export async function until(what: string, holds: () => Promise<boolean> | boolean, timeoutMs = 30_000): Promise<void> {
  const limit = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > limit) throw new Error(`not within ${String(timeoutMs)} ms: ${what}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}
