import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverBundle } from '../../../bin/build.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
let data = '';
let bundle = '';
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'zean-'));
  // Bundled once: a dozen runs from the sources would each read and translate four hundred files.
  const outdir = join(root, 'dist', 'test', `law-${process.pid}`);
  const command = 'apps/server/cli/main.ts';
  await build({ ...serverBundle, plugins: [], sourcemap: false, outdir, entryPoints: { main: command } });
  bundle = join(outdir, 'main.mjs');
}, 300_000);
afterAll(() => {
  rmSync(data, { recursive: true, force: true });
  if (bundle) rmSync(dirname(bundle), { recursive: true, force: true });
});

/** The command line as a stranger runs it, without any database: no address of one, and a data folder that stays as it was. */
function zean(args: string[], input = '') {
  const env = { PATH: process.env.PATH, HOME: data, ZEAN_DATA: data };
  const run = spawnSync(process.execPath, [bundle, 'law', ...args], {
    cwd: root,
    env,
    input,
    encoding: 'utf8',
  });
  return { code: run.status, out: run.stdout, error: run.stderr, json: () => JSON.parse(run.stdout) };
}

describe('zean law', { timeout: 300_000 }, () => {
  it('eval：答案退出码 0，拒绝退出码 2 且标准输出是理由', () => {
    const input = JSON.stringify({ clock: 'hearing-request', from: '2022-09-29' });
    const answer = zean(['eval', 'deadline.of', '--on', '2022-09-29'], input);
    expect(answer.code).toBe(0);
    expect(Object.keys(answer.json()).sort()).toEqual(['checked', 'cites', 'result', 'workings']);
    expect(answer.json().result.due).toBe('2022-10-11');
    const refused = zean(['eval', 'deadline.of', '--on', '2022-09-29'], '{"clock":"无","from":"2022-09-29"}');
    expect(refused.code).toBe(2);
    expect(refused.json().refused.places[0].place).toBe('clock');
    expect(zean(['eval', 'deadline.of', '--on', '2022-09-29'], '{').json().refused.message).toMatch(/不是合法的 JSON/);
    expect(zean(['eval', 'deadline.of'], input)).toMatchObject({ code: 2 });
  });

  it('uscc.check 等登记方面的规则也在', () => {
    const answer = zean(['eval', 'uscc.check', '--on', '2022-09-29'], '{"code":"1"}');
    expect(answer.code).toBe(0);
    expect(answer.json().result.valid).toBe(false);
  });

  it('rules 和 schema', () => {
    const rules = zean(['rules', '--json']).json() as { name: string }[];
    expect(rules.map((rule) => rule.name)).toEqual(
      expect.arrayContaining(['penalty.range', 'uscc.check', 'major-hazard.grade']),
    );
    expect(zean(['schema', 'penalty.range']).json()).toMatchObject({ type: 'object', title: '行政处罚幅度' });
    expect(zean(['schema', 'nothing']).code).toBe(2);
  });

  it('check：自己的没有错误；县级文件夹写明文件、行和原因，放进数据目录也一样', () => {
    expect(zean(['check', '--json']).json()).toMatchObject({ ok: true, problems: [] });
    const county = join(data, 'county');
    mkdirSync(county);
    writeFileSync(
      join(county, 'cards.yaml'),
      'overlay: { county: "140525", basis: 县局通知 }\nkind: card-rule\nid: x\n',
    );
    const bad = zean(['check', county]);
    expect(bad.code).toBe(2);
    expect(bad.out).toMatch(/cards\.yaml 第 1 行 from：/);
    mkdirSync(join(data, 'law'));
    writeFileSync(join(data, 'law', 'cards.yaml'), 'kind: card-rule\n');
    const stopped = zean(['eval', 'deadline.of', '--on', '2022-09-29'], '{}');
    expect(stopped.code).toBe(1);
    expect(stopped.error).toMatch(/law（数据目录）\/cards\.yaml 第 1 行：县级文件应写明 overlay/);
    rmSync(join(data, 'law'), { recursive: true });
  });
});
