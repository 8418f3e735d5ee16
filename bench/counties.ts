/**
 * The cell `counties` by itself: `CITUS_URL=… npx tsx bench/counties.ts [ms of a run] [rounds]`, or with DATABASE_URL on a plain server
 * (a superuser's address either way; databases of its own are made and dropped).
 */
import { connectionFromUrl } from '#db';
import { measureCounties } from './cells/counties.ts';
import { consoleLine } from './table.ts';

const url = process.env.CITUS_URL ?? process.env.DATABASE_URL;
if (!url) {
  process.stdout.write('跳过：没有设置 CITUS_URL 或 DATABASE_URL\n');
  process.exit(0);
}
const [ms = 4000, rounds = 4] = process.argv.slice(2).map(Number);
await measureCounties(connectionFromUrl(url), { ms, rounds }, (line) => process.stdout.write(`${consoleLine(line)}\n`));
