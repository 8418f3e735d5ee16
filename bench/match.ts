/**
 * Measures `criteria.match`: time to build the index, time of one match over all labelled findings, size of the part a phone
 * carries, and how well the labels are answered. `npx tsx bench/match.ts [--misses]`; misses are shown for the tuned part only.
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { parse } from 'yaml';
import { day } from '#kernel';
import { loadLaw } from '../contexts/law-catalogue/load.ts';
import { matchFinding } from '../contexts/law-catalogue/rules/match/answer.ts';
import { Matcher } from '../contexts/law-catalogue/rules/match/matcher.ts';
import { type Labelled, measure } from '../contexts/law-catalogue/rules/match/testing.ts';
import { lawFolder } from '../contexts/law-catalogue/testing.ts';

const rounds = 10;
const folder = join(import.meta.dirname, '../contexts/law-catalogue/rules/match');
const labels = (part: string): Labelled[] =>
  parse(readFileSync(join(folder, 'labels', `${part}.yaml`), 'utf8')).findings;
const at = (sorted: readonly number[], share: number) =>
  (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2);
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

const law = loadLaw(lawFolder);
const builds = Array.from({ length: 5 }, () => {
  const start = performance.now();
  new Matcher(law);
  return performance.now() - start;
}).sort((a, b) => a - b);
console.log(`index: first-to-last of 5 builds ${at(builds, 0)}–${at(builds, 1)} ms`);

const parts = { tuned: labels('tuned'), 'held-out': labels('held-out') };
const all = [...parts.tuned, ...parts['held-out']];
const times: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  for (const { text, sector, on } of all) {
    const start = performance.now();
    matchFinding({ text, sector }, law, day(on));
    times.push(performance.now() - start);
  }
}
times.sort((a, b) => a - b);
console.log(
  `one match (${times.length} asked): p50 ${at(times, 0.5)} ms, p95 ${at(times, 0.95)} ms, p99 ${at(times, 0.99)} ms, most ${at(times, 1)} ms`,
);
const long = all
  .map((each) => each.text)
  .join('，')
  .slice(0, 2000);
const start = performance.now();
matchFinding({ text: long }, law, day('2024-05-20'));
console.log(`a text of ${long.length} characters: ${(performance.now() - start).toFixed(1)} ms`);

const { outputFiles } = await build({
  entryPoints: [join(folder, 'phone.ts')],
  bundle: true,
  minify: true,
  write: false,
  platform: 'browser',
  format: 'esm',
  charset: 'utf8',
});
const bundle = outputFiles[0]?.contents ?? new Uint8Array();
const editions = JSON.stringify(law.editions);
const kb = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
console.log(
  `phone: code and word table ${kb(bundle.length)}, gzip ${kb(gzipSync(bundle).length)}; editions as JSON ${kb(Buffer.byteLength(editions))}, gzip ${kb(gzipSync(editions).length)}`,
);

const lists = [...law.checklists.values(), ...law.sectorChecklists.values()];
const itemsOf = (criterion: string, on: string) =>
  lists
    .filter((list) => list.from <= on)
    .flatMap((list) => list.items.filter((each) => each.criteria.includes(criterion)).map((each) => each.id));
for (const [name, findings] of Object.entries(parts)) {
  const found = measure(new Matcher(law), findings, itemsOf);
  console.log(
    `${name}: ${found.findings} findings; ${found.matching} with a criterion: top-1 ${percent(found.top1)}, top-3 ${percent(found.top3)}; ${found.none} with none: told ${percent(found.noneTold)}, precision of “none” ${percent(found.nonePrecision)}; penalty top-3 ${percent(found.penaltyTop3)} of ${found.penalties}; checklist top-3 ${percent(found.checklistTop3)} of ${found.checklist}`,
  );
  if (name === 'tuned' && process.argv.includes('--misses'))
    for (const { finding, got } of found.missed)
      console.log(`  ${finding.text} → ${got.join() || 'none'} (${finding.criteria.join() || 'none'})`);
}
console.log(`${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.versions.node}`);
