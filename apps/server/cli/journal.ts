import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { type Damaged, damagedFiles, damageWords, inspectAll } from '#documents';
import {
  auditTallies,
  publishCheckpoint,
  type Runner,
  reading,
  replay,
  seal,
  systemActor,
  verifyJournal,
} from '#kernel/server';
import type { Config } from '../config.ts';
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

/** Every original read to its end (`--files`), and those that are not what came in. */
async function verifyFiles(runner: Runner, county: string, { dataFolder }: Config) {
  const bar = progressBar('正在核验证据文件');
  const seen = await inspectAll({ runner, county, dataFolder }, (files) => bar.show(files, files));
  bar.end();
  const damaged: Damaged[] = await reading(runner, systemActor(county), (_client, reads) =>
    damagedFiles(reads, seen.files),
  );
  return { checked: seen.files, bytes: seen.bytes, damaged };
}

const damagedLine = (one: Damaged): string => {
  const uses = [...new Set(one.uses.map((use) => `${use.subjectKind} ${use.subjectId}`))];
  return `  ${one.sha256} ${one.name}：${damageWords[one.what]}${uses.length > 0 ? `，证明 ${uses.join('、')}` : '，尚未用作证据'}`;
};

export function registerJournal(program: Command): void {
  const journal = program.command('journal').description('办理日志：核验与重演');
  journal
    .command('verify')
    .description('重算每一片叶与每一环，指出第一处不符')
    .option('--files', '并逐一重算证据文件原件的内容摘要')
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
        return o.files ? { ...found, files: await verifyFiles(runner, county, config) } : { ...found, files: null };
      });
      const { files, ...journalOnly } = verdict;
      const damaged = files?.damaged ?? [];
      answer(o.json, files ? { ...verdict, ok: verdict.ok && damaged.length === 0 } : journalOnly, () =>
        [
          verdict.ok
            ? `日志完好：已核验 ${verdict.checked} 条`
            : `日志被改动：${verdict.bad!.seq ? `第 ${verdict.bad!.seq} 条，` : ''}${verdict.bad!.entry ?? ''} ${verdict.bad!.reason}`,
          ...(files
            ? [
                damaged.length === 0
                  ? `证据文件完好：已核验 ${files.checked} 份`
                  : `证据文件损坏 ${damaged.length} 份（已核验 ${files.checked} 份），须从备份恢复：`,
                ...damaged.map(damagedLine),
              ]
            : []),
        ].join('\n'),
      );
      if (!verdict.ok || damaged.length > 0) process.exitCode = 2;
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
