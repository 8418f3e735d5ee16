/**
 * Measures the law and its rules: `npx tsx bench/law.ts`. Bars: all of `law/` loads in 300 ms, 10,000 hazard gradings in 1 s,
 * the browser build of the rules a phone needs within 150 KB gzip. Wall time and the process's own time are both printed:
 * on a busy machine only the second one says something.
 */
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { day, isRefused } from '#kernel';
import { loadLaw } from '../contexts/law-catalogue/load.ts';
import { expenseRequired } from '../contexts/law-catalogue/rules/expense/required.ts';
import { gradeMajorHazard } from '../contexts/law-catalogue/rules/major-hazard/grade.ts';
import { scoreLec } from '../contexts/law-catalogue/rules/risk/score.ts';

const folder = fileURLToPath(new URL('../law/', import.meta.url));
const on = day('2022-03-14');

function measured<T>(title: string, work: () => T): T {
  const cpu = process.cpuUsage();
  const from = performance.now();
  const made = work();
  const wall = performance.now() - from;
  console.log(`${title}: ${Math.round(wall)} ms, own ${Math.round(process.cpuUsage(cpu).user / 1000)} ms`);
  return made;
}

const law = measured('load law/, cold', () => loadLaw(folder));
measured('load law/, warm', () => loadLaw(folder));

const names = ['氨', '氯', '苯', '甲醇', '高炉煤气'];
const grade = (i: number, many: number) =>
  gradeMajorHazard(
    {
      unit: 'storage',
      exposedPeople: i % 150,
      held: names.slice(0, many).map((substance, j) => ({ substance, quantity_t: 1 + ((i * 7 + j * 13) % 1000) / 10 })),
    },
    law,
    on,
  );
const times = <T>(n: number, work: (i: number) => T) => {
  for (let i = 0; i < n; i += 1) if (isRefused(work(i))) throw new Error('refused');
};
for (const many of [1, 2, 5])
  measured(`10,000 × major-hazard.grade, ${many} chemicals`, () => times(10_000, (i) => grade(i, many)));
measured('10,000 × risk.lec', () => times(10_000, () => scoreLec({ L: 3, E: 6, C: 15 }, law, on)));
measured('10,000 × expense.required, six slices', () =>
  times(10_000, (i) =>
    expenseRequired({ sector: 'metallurgy', year: 2023, revenue_yuan: 12_000_000_000 + i }, law, day('2023-05-01')),
  ),
);

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('../contexts/law-catalogue/phone-rules.ts', import.meta.url))],
  bundle: true,
  minify: true,
  write: false,
  platform: 'browser',
  format: 'esm',
  logLevel: 'silent',
});
const bytes = outputFiles[0]?.contents ?? new Uint8Array();
console.log(
  `phone rules: ${(bytes.length / 1024).toFixed(1)} KB, ${(gzipSync(bytes).length / 1024).toFixed(1)} KB gzip`,
);
