/** `npm test` must not count a failure as anything else. */
import { expect, test } from 'vitest';
import { countsOf } from '../bin/counts.mjs';

type Status = 'passed' | 'failed' | 'skipped' | 'pending' | 'todo';
const report = (...files: [status: 'passed' | 'failed', ...tests: Status[]][]) =>
  JSON.stringify({
    testResults: files.map(([status, ...tests]) => ({
      status,
      assertionResults: tests.map((one) => ({ status: one })),
    })),
  });

test.each([
  [
    'all passed',
    report(['passed', 'passed', 'passed'], ['passed', 'passed']),
    true,
    { passed: 3, failed: 0, skipped: 0 },
  ],
  ['one failed', report(['failed', 'passed', 'failed']), false, { passed: 1, failed: 1, skipped: 0 }],
  [
    'skipped ones are neither',
    report(['passed', 'passed', 'skipped', 'pending', 'todo']),
    true,
    { passed: 1, failed: 0, skipped: 3 },
  ],
  ['a file that did not load', report(['passed', 'passed'], ['failed']), false, { passed: 1, failed: 1, skipped: 0 }],
  [
    'a hook that failed after its tests passed',
    report(['failed', 'passed']),
    false,
    { passed: 1, failed: 1, skipped: 0 },
  ],
  ['an error outside every test', report(['passed', 'passed']), false, { passed: 1, failed: 1, skipped: 0 }],
  ['no test at all', report(), true, { passed: 0, failed: 1, skipped: 0 }],
  ['only skipped tests', report(['passed', 'skipped']), true, { passed: 0, failed: 1, skipped: 1 }],
  ['a run that died', undefined, false, { passed: 0, failed: 1, skipped: 0 }],
  ['half a report', '{"testResults":[{"stat', false, { passed: 0, failed: 1, skipped: 0 }],
])('%s', (_, text, ok, counts) => {
  expect(countsOf(text, ok)).toEqual(counts);
});
