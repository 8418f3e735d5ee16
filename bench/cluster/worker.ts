/** One county's server without its HTTP: told how many callers and how long, it writes and reads, and says how much it did. */
import { openBenchCounty } from './county.ts';

const [url, county, dataFolder] = process.argv.slice(2) as [string, string, string];

/** What is asked of it. */
export interface Order {
  callers: number;
  ms: number;
}

/** What it did: acts written (上报, 判级) and ledger pages read. */
export interface Work {
  acts: number;
  pages: number;
}

const open = await openBenchCounty(url, county, dataFolder);
process.on('message', async ({ callers, ms }: Order) => {
  const work: Work = { acts: 0, pages: 0 };
  const until = performance.now() + ms;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (performance.now() < until) {
        const id = await open.create();
        work.acts += 1;
        await open.read();
        work.pages += 1;
        await open.move(id);
        work.acts += 1;
        await open.read();
        work.pages += 1;
      }
    }),
  );
  process.send!(work);
});
process.on('disconnect', () => open.close().finally(() => process.exit(0)));
process.send!('ready');
