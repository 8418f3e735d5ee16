import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { day, isRefused } from '#kernel';
import { loadLaw } from './load.ts';
import { lecOn, lsOn, majorHazardOn, phoneTables, substancesLike } from './phone-rules.ts';
import { gradeMajorHazard } from './rules/major-hazard/grade.ts';
import { scoreLec } from './rules/risk/score.ts';
import { lawFolder } from './testing.ts';

const on = day('2022-03-14');

describe('phone rules', () => {
  it('build for a browser within 150 KB gzip, without files, schemas or YAML', async () => {
    const { outputFiles, metafile } = await build({
      entryPoints: [new URL('./phone-rules.ts', import.meta.url).pathname],
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      platform: 'browser',
      format: 'esm',
      logLevel: 'silent',
    });
    const used = Object.values(metafile.outputs).flatMap((each) =>
      Object.entries(each.inputs)
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([name]) => name),
    );
    expect(used.filter((name) => /node_modules\/(zod|yaml)\/|^node:/.test(name))).toEqual([]);
    expect(gzipSync(outputFiles[0]?.contents ?? '').length).toBeLessThan(150 * 1024);
  });

  it('answer as the server does, from the same tables', () => {
    const law = loadLaw(lawFolder);
    // `kind` names the file and is not part of the tables' shape.
    expect(phoneTables.majorHazard).toEqual(law.majorHazard);
    expect(phoneTables.risk).toEqual(law.risk);
    const store = { unit: 'storage' as const, exposedPeople: 60, held: [{ substance: '液氨', quantity_t: 60 }] };
    expect(majorHazardOn(store, on)).toEqual(gradeMajorHazard(store, law, on));
    expect(lecOn({ L: 6, E: 6, C: 7 }, on)).toEqual(scoreLec({ L: 6, E: 6, C: 7 }, law, on));
    expect(isRefused(lsOn({ L: 6, S: 1 }, on))).toBe(true);
  });

  it('suggest names while somebody types', () => {
    expect(substancesLike('液氯')[0]).toBe('氯');
    expect(
      substancesLike('硝酸')
        .slice(0, 2)
        .every((name) => name.includes('硝酸')),
    ).toBe(true);
    expect(substancesLike('xyz')).toEqual([]);
  });
});
