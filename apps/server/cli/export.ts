import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { isRefused } from '#kernel';
import { type ExportForm, exportForms, exportLedger, systemActor } from '#kernel/server';
import { townMeant } from '#registry';
import { allDeclarations } from '../declarations.ts';
import { filtersOf, filterWords } from './filters.ts';
import { COUNTY_OPTION, inCounty } from './platform.ts';
import { answer, line, Said } from './say.ts';

/** What `zean export` was told beside ledger and file. */
interface Told {
  county?: string;
  filter?: string[];
  columns?: string;
  format?: ExportForm;
  force?: boolean;
  json?: boolean;
}

const isForm = (text: string): text is ExportForm => (exportForms as readonly string[]).includes(text);
const formGiven = (text: string): ExportForm => {
  if (!isForm(text)) throw new Said(`--format 应为 ${exportForms.join('、')}，得到：${text}`);
  return text;
};
const endings = exportForms.map((form) => `.${form}`).join('、');

/** The form by the file's ending; standard output is CSV unless said otherwise. Throws Said for another ending or a contradiction. */
export function formOf(file: string, format?: ExportForm): ExportForm {
  if (file === '-') return format ?? 'csv';
  const ending = extname(file).slice(1).toLowerCase();
  if (!isForm(ending)) throw new Said(`文件名应以 ${endings} 结尾，得到：${file}（写 - 则输出到标准输出）`);
  if (format && format !== ending) throw new Said(`文件名 ${file} 与 --format ${format} 不一致`);
  return ending;
}

/** Refuses before any work: a file that is there is written over only by --force, and its folder must be there. */
export async function assertWritable(file: string, force: boolean): Promise<void> {
  const at = await stat(file).catch(() => null);
  if (at?.isDirectory()) throw new Said(`${file} 是文件夹，请写明文件名`);
  if (at && !force) throw new Said(`文件已存在：${file}。要覆盖请加 --force`);
  if (!existsSync(dirname(file))) throw new Said(`没有这个文件夹：${dirname(file)}`);
}

/** Writes beside the file and puts it in place when whole: a broken export leaves what was there. */
export async function writeWhole(stream: NodeJS.ReadableStream, file: string): Promise<void> {
  const part = `${file}.part`;
  try {
    await pipeline(stream, createWriteStream(part));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Every ledger with its title and filters, for `zean export --help`. */
const ledgersHelp = (): string =>
  `\n可导出的台账及其筛选：\n${allDeclarations()
    .ledgers.map(({ shape }) => `  ${shape.name.padEnd(24)} ${shape.title}\n      ${filterWords(shape)}`)
    .join('\n')}`;

export function registerExport(program: Command): void {
  program
    .command('export <ledger> <file>')
    .description('导出台账为 XLSX、CSV 或 JSON Lines（按文件名结尾；- 为标准输出）')
    .option('--filter <key=value...>', '筛选，如 town=140525100 或 town=南村镇；同一项可写几次')
    .option('--columns <keys>', '导出哪些列，以逗号分隔')
    .option('--format <form>', `标准输出的格式：${exportForms.join('、')}`, formGiven)
    .option('--force', '文件已存在时覆盖')
    .option(...COUNTY_OPTION)
    .option('--json', '以 JSON 输出')
    .addHelpText('after', ledgersHelp)
    .action(async (name: string, file: string, o: Told) => {
      const form = formOf(file, o.format);
      if (file !== '-') await assertWritable(file, o.force === true);
      await inCounty(o.county, async ({ runner, county }) => {
        const { ledgers } = runner.modules;
        const ledger = ledgers.find((l) => l.shape.name === name);
        if (!ledger)
          throw new Said(`没有这本台账：${name}。可用：${ledgers.map((l) => l.shape.name).join('、')}`, 'NOT_FOUND');
        const given = {
          ...filtersOf(ledger.shape, o.filter ?? [], (text) => {
            const town = townMeant(county, text);
            if (!town.code) throw new Said(town.reason ?? '没有这个镇');
            return town.code;
          }),
          ...(o.columns === undefined ? {} : { columns: o.columns }),
        };
        const actor = { ...systemActor(county), role: 'county-admin' };
        const made = await exportLedger(runner, ledger, actor, given, form);
        if (isRefused(made)) throw new Said(made.refused.message, made.refused.code);
        if (file === '-') {
          await pipeline(made.stream, process.stdout, { end: false });
          return line(`已导出 ${await made.written} 行`);
        }
        await writeWhole(made.stream, file);
        const rows = await made.written;
        answer(o.json, { file, rows }, () => `已导出 ${rows} 行到 ${file}`);
      });
    });
}
