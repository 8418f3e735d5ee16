import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

describe('phone door', () => {
  it('builds for a browser, small, without files, schemas or YAML', async () => {
    const { outputFiles, metafile } = await build({
      entryPoints: [new URL('./phone.ts', import.meta.url).pathname],
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
    expect(used.filter((name) => /node_modules\/(zod|yaml)\//.test(name))).toEqual([]);
    expect(outputFiles[0]?.contents.length).toBeLessThan(20_000);
  });
});
