/** Undoes what was started, in reverse order, whatever fails on the way. */
export function closers() {
  const steps: (() => Promise<void>)[] = [];
  return {
    add: (step: () => Promise<void>) => steps.unshift(step),
    close: async () => {
      for (const step of steps.splice(0)) await step();
    },
  };
}
export type Closers = ReturnType<typeof closers>;
