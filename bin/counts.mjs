// Reads the counts out of a vitest JSON report.

/**
 * `report` is the report's text, undefined when the run left none; `ok` whether the run ended with 0. What cannot be
 * counted is a failure: a file that did not load, a run without a single test, an error outside every test.
 */
export function countsOf(report, ok) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    for (const { status, assertionResults } of JSON.parse(report ?? '').testResults) {
      const of = (name) => assertionResults.filter((one) => one.status === name).length;
      counts.passed += of('passed');
      counts.failed += of('failed') || (status === 'failed' ? 1 : 0);
      counts.skipped += assertionResults.length - of('passed') - of('failed');
    }
  } catch {
    counts.failed += 1;
  }
  if (counts.failed === 0 && (!ok || counts.passed === 0)) counts.failed = 1;
  return counts;
}
