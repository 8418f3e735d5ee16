import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { auditTallies, publishCheckpoint, replay, seal, verifyJournal } from '#kernel/server';
import { COUNTY_OPTION, inCounty } from './platform.ts';
import { progressBar } from './progress.ts';
import { answer, Said } from './say.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Heads published outside the database, in the data folder. */
async function publishedHeads(dataFolder: string, county: string): Promise<{ seq: number; chain: string }[]> {
  const folder = join(dataFolder, 'checkpoints');
  const names = (await readdir(folder).catch(() => [])).filter((n) => n.startsWith(`${county}-`)).sort();
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8'))));
}

export function registerJournal(program: Command): void {
  const journal = program.command('journal').description('办理日志：核验与重演');
  journal
    .command('verify')
    .description('重算每一片叶与每一环，指出第一处不符')
    .option(...COUNTY_OPTION)
    .option('--json', '以 JSON 输出')
    .action(async (o) => {
      const verdict = await inCounty(o.county, async ({ runner, county, config }) => {
        const bar = progressBar('正在核验日志');
        const published = await publishedHeads(config.dataFolder, county);
        // Beside no running server nobody seals: what waits is sealed first, or a fresh county would be whole because nothing was looked at.
        while ((await seal(runner.pool, county, runner.clock())) > 0);
        const found = await verifyJournal(runner.pool, county, { published, progress: bar.show });
        bar.end();
        if (found.ok) await publishCheckpoint({ runner, county, dataFolder: config.dataFolder });
        return found;
      });
      answer(o.json, verdict, () =>
        verdict.ok
          ? `日志完好：已核验 ${verdict.checked} 条`
          : `日志被改动：${verdict.bad!.seq ? `第 ${verdict.bad!.seq} 条，` : ''}${verdict.bad!.entry ?? ''} ${verdict.bad!.reason}`,
      );
      if (!verdict.ok) process.exitCode = 2;
    });
  journal
    .command('replay [kind] [id]')
    .description('由日志重建对象今日状态，并与表中比较；不写种类则核对全部种类和汇总')
    .option(...COUNTY_OPTION)
    .option('--json', '以 JSON 输出')
    .action(async (kind: string | undefined, id: string | undefined, o) => {
      if (id !== undefined && !UUID.test(id))
        throw new Said(`编号“${id}”不正确：应为 UUID，如 0180c5a2-7b1e-7c3d-9f00-1a2b3c4d5e6f`);
      const result = await inCounty(o.county, async ({ runner, county }) => {
        const subjects = runner.modules.subjects.filter((s) => !kind || s.kind === kind);
        if (subjects.length === 0)
          throw new Said(
            `没有这种对象：${kind}。可用：${runner.modules.subjects.map((s) => s.kind).join('、')}`,
            'NOT_FOUND',
          );
        const bar = progressBar('正在重演');
        let checked = 0;
        const wrong = [];
        for (const subject of subjects) {
          const done = await replay(runner.pool, county, subject, {
            ...(id ? { id } : {}),
            progress: (n) => bar.show(checked + n, checked + n),
          });
          checked += done.checked;
          if (id && done.checked === 0) throw new Said(`没有编号为 ${id} 的${subject.label}`, 'NOT_FOUND');
          wrong.push(...done.wrong);
        }
        bar.end();
        const tallies = kind ? [] : await auditTallies(runner.pool, county, runner.modules.tallies as never);
        return { ok: wrong.length === 0 && tallies.length === 0, checked, wrong, tallies };
      });
      answer(o.json, result, () =>
        result.ok
          ? `一致：已重演 ${result.checked} 个对象`
          : [
              ...result.wrong.map(
                (w) =>
                  `${w.kind} ${w.id} 的 ${w.column}：表中 ${JSON.stringify(w.kept)}，日志为 ${JSON.stringify(w.replayed)}`,
              ),
              ...result.tallies.map((t) => `汇总 ${t.tally} ${t.key}：保存 ${t.kept}，清点 ${t.counted}`),
            ].join('\n'),
      );
      if (!result.ok) process.exitCode = 2;
    });
}
