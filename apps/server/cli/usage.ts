import type { Command } from 'commander';
import { type Usage, usageOf } from '../usage.ts';
import { inPlatform } from './platform.ts';
import { answer } from './say.ts';
import { tableText } from './table.ts';

/** Months of evidence shown; `--json` has them all. */
const MONTHS = 12;
/** Parts of the data folder in words; another is shown by its name. */
const partWords: Readonly<Record<string, string>> = {
  postgres: '数据库文件',
  files: '证据原件',
  copies: '证据缩略图',
  backups: '备份',
  native: '数据库程序',
  checkpoints: '公布的检查点',
};

/** `4.5 MB` as disks are sold: thousands. */
export const sizeText = (bytes: number): string => {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.max(0, Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)));
  const n = bytes / 1000 ** step;
  return `${step === 0 || n >= 100 ? Math.round(n) : n.toFixed(1)} ${units[step]}`;
};
/** By the clock on the wall in Beijing. */
const instantText = (iso: string): string =>
  new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
const count = (n: number): string => Math.round(n).toLocaleString('zh-CN');

/** The last backup by the clock in a line: what it held when it was tried, or why it failed. */
const lastSaid = (last: Usage['lastBackup']): string[] =>
  last === null
    ? []
    : [
        last.fault ??
          `最近一次定时备份 ${instantText(last.endedAt)}，${sizeText(last.bytes)}，已试恢复：${count(last.tried?.entries ?? 0)} 条留痕、${count(last.tried?.files ?? 0)} 个文件`,
      ];

/** The figures as an operator reads them. */
export function usageText(usage: Usage): string {
  const { database, evidence, folder, backups, lastBackup, freeBytes } = usage;
  const several = evidence.length > 1;
  const tables = (one: Usage['database']['contexts'][number]) =>
    one.tables.map((t) => `${t.table} ${sizeText(t.bytes)}（约 ${count(t.rows)} 行）`).join('、');
  return [
    `数据库 ${sizeText(database.bytes)}`,
    tableText(
      ['  模块', '占用', '最大的表'],
      database.contexts.map((one) => [`  ${one.title}`, sizeText(one.bytes), tables(one)]),
    ),
    ...evidence.flatMap(({ county, files, bytes, months }) => [
      `\n证据原件${several ? `（${county}）` : ''} ${sizeText(bytes)}，${count(files)} 个${months.length > MONTHS ? `；近 ${MONTHS} 个月：` : ''}`,
      ...(months.length === 0
        ? []
        : [
            tableText(
              ['  月份', '个数', '占用', '平均'],
              months
                .slice(-MONTHS)
                .map((m) => [`  ${m.month}`, count(m.files), sizeText(m.bytes), sizeText(m.bytes / m.files)]),
            ),
          ]),
    ]),
    ...(usage.evidenceElsewhere ? [`\n证据原件放在 ${usage.evidenceElsewhere}，不占数据目录，也不在备份里`] : []),
    `\n数据目录 ${folder.path} ${sizeText(folder.bytes)}${freeBytes === null ? '' : `，磁盘剩余 ${sizeText(freeBytes)}`}`,
    tableText(
      ['  内容', '占用', '文件数'],
      folder.parts
        .filter((part) => part.bytes > 0)
        .slice(0, 8)
        .map((part) => [`  ${partWords[part.name] ?? part.name}`, sizeText(part.bytes), count(part.files)]),
    ),
    backups[0]
      ? `\n备份 ${backups.length} 个，共 ${sizeText(backups.reduce((n, one) => n + one.bytes, 0))}；最近一个 ${backups[0].file}（${instantText(backups[0].at)}）`
      : '\n备份文件夹中没有备份',
    ...lastSaid(lastBackup),
  ].join('\n');
}

export function registerUsage(program: Command): void {
  program
    .command('usage')
    .description('占用：数据库各模块、每月证据、数据目录、备份（可在运行中查看）')
    .option('--json', '以 JSON 输出')
    .action(async (o: { json?: boolean }) => {
      await inPlatform(async (platform) => {
        const usage = await usageOf(platform);
        answer(o.json, usage, () => usageText(usage));
      });
    });
}
