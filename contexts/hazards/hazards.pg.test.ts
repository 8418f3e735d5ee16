import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestCounty, testCounty } from '../../test/county.ts';
import { hazardAt } from '../../test/walk.ts';

let c: TestCounty;
beforeAll(async () => {
  c = await testCounty();
});
afterAll(() => c?.close());

test('all states', async () => {
  for (const place of ['home', 'neighbour', 'foreign'] as const)
    for (const state of ['found', 'judged', 'assigned', 'rectified', 'verified', 'closed', 'transferred', 'self-found', 'self-assigned', 'self-rectified', 'self-closed'] as const)
      expect(await hazardAt(c, place, state)).toBeTruthy();
});
