/** A clock set back a year is told: in the log, by `/healthz`, and on the administrator's page; and that it is right again. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COUNTY, type TestCounty, testCounty } from '../../test/county.ts';
import { finding } from '../../test/walk.ts';
import { watchClock } from './clock-watch.ts';

let c: TestCounty;
beforeAll(async () => {
  c = await testCounty();
});
afterAll(() => c?.close());

const YEAR_MS = 365 * 86_400_000;

test('set back a year, then right again', async () => {
  const lines: string[] = [];
  await c.act(c.people['county-officer']!, 'hazards.report', finding(c.firms.home));
  const now = c.runner.clock();
  const at = (ms: number) => ({ ...c.runner, clock: () => new Date(Date.parse(now) + ms).toISOString() });
  let shift = 0;
  const runner = { ...c.runner, clock: () => at(shift).clock() };
  const watch = watchClock(runner, [{ code: COUNTY }], (line) => lines.push(line));
  try {
    await watch.look();
    expect([watch.trouble(), lines]).toEqual([null, []]);
    shift = -4 * 60_000;
    await watch.look();
    expect(watch.trouble(), 'two servers may differ by minutes').toBe(null);
    shift = -YEAR_MS;
    await watch.look();
    await watch.look();
    expect(watch.trouble()).toMatch(/^服务器时钟早于最近一次办理（\d{4}-/);
    expect(lines).toEqual([expect.stringMatching(/^服务器时钟为 .*早于最近一次办理的 .*请校准系统时间$/)]);
    shift = 0;
    await watch.look();
    expect([watch.trouble(), lines.length]).toEqual([null, 2]);
  } finally {
    watch.stop();
  }
});
