import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { isUnused } from '#access';
import {
  type BackupManifest,
  backup,
  backupElsewhere,
  DATA_IN_ARCHIVE,
  DATABASE,
  type EmbeddedDatabase,
  FIELD_KEYS_FILE,
  migrate,
  prepareDatabase,
  readFieldKeys,
  restore,
  startEmbedded,
  useEmbedded,
  withClient,
} from '#db';
import { damagedInArchive, damageWords, evidencePlace } from '#documents';
import { isRefused } from '#kernel';
import { systemActor } from '#kernel/server';
import { faultText, loadNotice } from '#programme';
import { importFile } from '#registry';
import { rememberByHand } from '../backups.ts';
import { type Config, configOf } from '../config.ts';
import { DEMO_SIZE, seedDemo } from '../demo/index.ts';
import { assertDemonstrable } from '../first-checks.ts';
import { noticeWords } from '../serve.ts';
import { assertWritable, registerExport, writeWhole } from './export.ts';
import { COUNTY_OPTION, inCounty, inPlatform } from './platform.ts';
import { progressBar } from './progress.ts';
import { answer, line, positive, Said } from './say.ts';

function registerMigrate(program: Command): void {
  program
    .command('migrate')
    .description('升级数据库结构')
    .option('--json', '以 JSON 输出')
    .action(async (o) => {
      const config = configOf(process.env);
      const embedded = config.databaseUrl ? null : await startEmbedded({ dataFolder: config.dataFolder, log: line });
      try {
        const doors = await prepareDatabase(
          embedded
            ? { embedded }
            : { url: config.databaseUrl!, appUrl: config.databaseAppUrl, dataFolder: config.dataFolder },
        );
        const done = await migrate(doors.owner, {});
        answer(o.json, done, () =>
          [
            done.applied.length ? `已升级：${done.applied.join('、')}` : `已是最新（${done.present} 个版本）`,
            ...(done.spread ? [`已分布到集群：${done.spread.length} 张表`] : []),
          ].join('\n'),
        );
      } finally {
        await embedded?.stop();
      }
    });
}

function registerDemo(program: Command): void {
  program
    .command('demo')
    .description('装入虚构的演示数据（只对空库）')
    .option('--enterprises <n>', '企业数', positive, DEMO_SIZE.enterprises)
    .option('--hazards <n>', '隐患数', positive, DEMO_SIZE.hazards)
    .option('--json', '以 JSON 输出')
    .action(async (o) => {
      const begun = Date.now();
      const config = configOf(process.env);
      assertDemonstrable(config);
      await inPlatform(async (platform) => {
        if (!(await isUnused(platform.runner, platform.config.counties[0])))
          throw new Said('库中已有数据，演示数据只能装入空库');
        const bar = progressBar('正在装入演示数据');
        const done = await seedDemo(platform, {
          enterprises: o.enterprises,
          hazards: o.hazards,
          progress: bar.show,
        });
        bar.end();
        answer(
          o.json,
          { ...done, seconds: (Date.now() - begun) / 1000 },
          () =>
            `已装入 ${done.enterprises} 家企业、${done.hazards} 条隐患，用时 ${((Date.now() - begun) / 1000).toFixed(1)} 秒`,
        );
      });
    });
}

const sameNameGiven = (text: string): 'same' | 'new' => {
  if (text !== 'same' && text !== 'new') throw new Said(`--same-name 应为 same 或 new，得到：${text}`);
  return text;
};

function registerImport(program: Command): void {
  program
    .command('import <file>')
    .description('导入企业或人员台账（XLSX 或 CSV）')
    .requiredOption('--ledger <name>', 'enterprises 企业 或 people 人员')
    .option('--sheet <name>', '读哪个工作表；不写则读表头相符的')
    .option('--dry-run', '只检查，不写入')
    .option('--only-valid', '有未通过的行时，仍导入通过的行')
    .option('--same-name <what>', '人员同名而电话不同：same 是同一人，更新；new 是另一人，新增', sameNameGiven)
    .option('--marked <file>', '把标出问题的工作簿写到这个 .xlsx 文件')
    .option('--force', '--marked 的文件已存在时覆盖')
    .option(...COUNTY_OPTION)
    .option('--json', '以 JSON 输出')
    .action(async (file: string, o) => {
      const bytes = await readFile(file).catch(() => {
        throw new Said(`读不到文件：${file}`);
      });
      const marked = o.marked as string | undefined;
      if (marked !== undefined) {
        if (!marked.toLowerCase().endsWith('.xlsx'))
          throw new Said(`--marked 的文件名应以 .xlsx 结尾，得到：${marked}`);
        await assertWritable(marked, o.force === true);
      }
      await inCounty(o.county, async ({ runner, county }) => {
        const report = await importFile(
          runner,
          { ...systemActor(county), name: '命令行', role: 'county-admin' },
          {
            ledger: o.ledger,
            bytes,
            fileName: basename(file),
            ...(o.sheet === undefined ? {} : { sheet: o.sheet }),
            dryRun: Boolean(o.dryRun),
            onlyValid: Boolean(o.onlyValid),
            ...(o.sameName === undefined ? {} : { sameName: o.sameName }),
            ...(marked === undefined ? {} : { marked: (workbook) => writeWhole(workbook, marked) }),
          },
        );
        if (isRefused(report)) throw new Said(report.refused.message, report.refused.code);
        const { lines, ...told } = report;
        answer(o.json, told, () => [...lines, ...(marked ? [`已写出标出问题的工作簿：${marked}`] : [])].join('\n'));
        if (report.rejected + report.waiting > 0 && !o.onlyValid) process.exitCode = 2;
      });
    });
}

const idsOf = async (config: Config): Promise<string[]> =>
  (await readFieldKeys(config.dataFolder, config.fieldKeys)).map((key) => key.id);

/** What to keep beside a backup, and where it lies. */
function keysApart(config: Config, keys: readonly string[]): string {
  if (keys.length === 0) return '';
  const where =
    config.fieldKeys.length > 0 ? '环境变量 ZEAN_FIELD_KEYS 的值' : join(config.dataFolder, FIELD_KEYS_FILE);
  return `\n备份不含动态口令的密钥（编号 ${keys.join('、')}）：请将 ${where} 另存一份，与备份分开保管；更换密钥前只需存一次。没有它，恢复后须逐个停用动态口令、重新登记`;
}

/** What is still missing before the restored platform can read its sealed fields. */
function keysWanted(config: Config, wanted: readonly string[]): string {
  if (wanted.length === 0) return '';
  return `\n启动前请放回动态口令的密钥（编号 ${wanted.join('、')}）：把另存的文件放为 ${join(config.dataFolder, FIELD_KEYS_FILE)}，或设环境变量 ZEAN_FIELD_KEYS。密钥已丢失也可以启动，再用 npx zean user remove-code <账号> 停用动态口令、重新登记`;
}

/** Originals the database names and this archive holds otherwise than they came in, or not at all. */
async function damagedInBackup(embedded: EmbeddedDatabase, manifest: BackupManifest, { evidence }: Config) {
  const data = `${DATA_IN_ARCHIVE}/`;
  const sums = Object.entries(manifest.files).filter(([path]) => path.startsWith(data));
  const found = await withClient({ ...embedded.connection, database: DATABASE }, (client) =>
    damagedInArchive(client, Object.fromEntries(sums.map(([path, sum]) => [path.slice(data.length), sum]))),
  );
  // What is not in the archive lies in the bucket, as it should.
  return evidence ? found.filter((one) => one.what !== 'missing') : found;
}

/** That originals in a bucket are in no archive of the data folder. */
const evidenceApart = ({ evidence }: Config): string =>
  evidence ? `\n备份不含证据原件：它们在 ${evidencePlace(evidence)}，请用对象存储自己的版本或跨机复制另行保护` : '';

const damagedSaid = (damaged: Awaited<ReturnType<typeof damagedInBackup>>): string =>
  damaged.length === 0
    ? ''
    : `\n其中 ${damaged.length} 份证据文件的原件已不是上传时的内容，请从更早的备份恢复，并保留那份备份：\n${damaged
        .map((one) => `  ${one.sha256} ${one.name}：${damageWords[one.what]}`)
        .join('\n')}`;

function registerBackup(program: Command): void {
  program
    .command('backup <file>')
    .description('备份数据库与证据文件为一个 .tar.gz（可在运行中进行）')
    .option('--json', '以 JSON 输出')
    .action(async (file: string, o) => {
      const config = configOf(process.env);
      if (config.databaseUrl) throw backupElsewhere();
      const embedded = await useEmbedded({ dataFolder: config.dataFolder, log: () => {} });
      try {
        const begunAt = new Date().toISOString();
        const bar = progressBar('正在备份');
        const keys = await idsOf(config);
        const done = await backup(embedded, file, (p) => bar.show(p.bytes, p.total), keys);
        bar.end();
        const damaged = await damagedInBackup(embedded, done.manifest, config);
        await rememberByHand(config.backup.folder, {
          begunAt,
          endedAt: new Date().toISOString(),
          file: done.file,
          bytes: done.bytes,
        });
        answer(
          o.json,
          {
            file: done.file,
            bytes: done.bytes,
            keys,
            damaged,
            evidence: config.evidence && evidencePlace(config.evidence),
          },
          () =>
            `已备份到 ${done.file}（${(done.bytes / 1e6).toFixed(1)} MB）${damagedSaid(damaged)}${evidenceApart(config)}${keysApart(config, keys)}`,
        );
      } finally {
        await embedded.stop();
      }
    });
  program
    .command('restore <file>')
    .description('从备份恢复到空的数据目录')
    .option('--json', '以 JSON 输出')
    .action(async (file: string, o) => {
      const config = configOf(process.env);
      const bar = progressBar('正在恢复');
      const manifest = await restore(file, config.dataFolder, (p) => bar.show(p.bytes, p.total));
      bar.end();
      const here = await idsOf(config);
      const wanted = (manifest.keys ?? []).filter((key) => !here.includes(key));
      answer(
        o.json,
        { folder: config.dataFolder, files: manifest.files, keys: wanted },
        () => `已恢复到 ${config.dataFolder}${wanted.length ? '' : '，现在可以启动'}${keysWanted(config, wanted)}`,
      );
    });
}

function registerNotice(program: Command): void {
  program
    .command('notice <file>')
    .description('检查一份年度通知文件：写明文件、行和原因')
    .option('--json', '以 JSON 输出')
    .action((file: string, o) => {
      const loaded = loadNotice(file, noticeWords(configOf(process.env).dataFolder));
      const faults = loaded.faults;
      answer(o.json, { ok: loaded.ok !== null, faults }, () =>
        loaded.ok
          ? `${loaded.ok.document.number} 可以载入：${loaded.ok.tasks.length} 项任务、${loaded.ok.campaigns.length} 项专项行动。放入数据目录的 notices 文件夹后重启即可。`
          : faults.map(faultText).join('\n'),
      );
      if (!loaded.ok) process.exitCode = 2;
    });
}

export function registerData(program: Command): void {
  registerMigrate(program);
  registerDemo(program);
  registerImport(program);
  registerExport(program);
  registerBackup(program);
  registerNotice(program);
}
