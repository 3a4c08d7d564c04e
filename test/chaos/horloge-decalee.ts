/** Required before anything else in a process whose clock is to be wrong: its `Date` is ahead of the machine's, or behind. */
const decalage = Number(process.env['CHAOS_DECALAGE_MINUTES'] ?? 0) * 60_000;
const Vraie = globalThis.Date;

class Decalee extends Vraie {
  constructor(...args: unknown[]) {
    if (args.length === 0) super(Vraie.now() + decalage);
    else super(...(args as [number]));
  }

  static override now(): number {
    return Vraie.now() + decalage;
  }
}

globalThis.Date = Decalee as DateConstructor;
