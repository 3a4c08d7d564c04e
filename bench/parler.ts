/** What a process of this benchmark tells its parent: where it listens, then, when asked, its CPU so far in milliseconds and its memory in bytes. */
export type Parole = { readonly url: string } | { readonly cpu: number; readonly rss: number };

export function parler(ecoute: Promise<string>): void {
  const dire = (parole: Parole) => process.send?.(parole);
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    dire({ cpu: (user + system) / 1_000, rss: process.memoryUsage.rss() });
  });
  process.on('disconnect', () => process.exit(0));
  void ecoute.then((url) => dire({ url }));
}
