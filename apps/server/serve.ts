import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { ACCOUNTS_TABLE, sealSecondFactors, setAccessRules } from '#access';
import { FIELD_KEYS_FILE, fieldKeysOf, readFieldKeys, withClient, writeAnew } from '#db';
import {
  setBackupsTold,
  setEvidenceBucket,
  setEvidenceHolders,
  setKeeping,
  setKeptOriginals,
  setRetention,
} from '#documents';
import { hazardEvidence } from '#hazards';
import { fieldCipher, type Job, publishCheckpoint, type Runner, refreshTallies } from '#kernel/server';
import { stopThreads } from '#kernel/workbook';
import { checklistIds, retentionOn } from '#law-catalogue';
import { faultText, loadNotices, type Notice, type NoticeWords, setNotices } from '#programme';
import { ensureTowns, flagWords, regionsOf, sectorWords } from '#registry';
import { makeApp } from './app.ts';
import { BACKUP_LOOK_MS, backupRound, backupsOf } from './backups.ts';
import { watchClock } from './clock-watch.ts';
import type { Config } from './config.ts';
import { ConfigFault } from './config-fault.ts';
import { countiesOfFolder, servedCounties } from './counties.ts';
import { type OpenDatabase, type Opening, openDatabase } from './database.ts';
import { allDeclarations } from './declarations.ts';
import { clockOf } from './demo/clock.ts';
import { listenFault } from './first-checks.ts';
import { Metrics, serveMetrics } from './metrics.ts';
import { packageRoot } from './package-root.ts';
import { installRegions } from './regions.ts';
import { installLaw } from './rules.ts';
import { vitalsOf } from './vitals.ts';
import { startWork, type Work } from './work.ts';

/** A platform with its database open and its data loaded, but nobody let in yet: what every command of the command line needs. */
export interface OpenPlatform {
  runner: Runner;
  database: OpenDatabase;
  config: Config;
  close(): Promise<void>;
}

/** What the platform knows and a notice may therefore name. */
export function noticeWords(dataFolder?: string): NoticeWords {
  installLaw(dataFolder);
  return {
    measures: allDeclarations().measures.map((m) => ({ name: m.name, params: m.params })),
    flags: Object.keys(flagWords),
    sectors: Object.keys(sectorWords),
    checklists: checklistIds(),
  };
}

/** Whose a line of the start is, where several counties are served. */
const whose = (config: Config, county: string): string =>
  config.counties.length > 1 ? `${regionsOf(county).county.name}：` : '';

/** The package's notices and the counties' own (`notices/` and `notices/<code>/` in the data folder); a fault in any stops the start, by file and line. */
function readNotices({ dataFolder, counties }: Config, log: (line: string) => void): Notice[] {
  const words = noticeWords(dataFolder);
  const own = join(dataFolder, 'notices');
  // Two counties may both have a `2023-7`: each in a folder of its own.
  const folders = [join(packageRoot(), 'notices'), own, ...counties.map((code) => join(own, code))].filter((folder) =>
    existsSync(folder),
  );
  const loaded = loadNotices(folders, words);
  if (!loaded.ok) throw new ConfigFault(`年度通知文件有误：\n${loaded.faults.map(faultText).join('\n')}`);
  for (const { document } of loaded.ok)
    if (
      !counties.includes(document.county) &&
      folders.slice(1).some((one) => existsSync(join(one, `${document.id}.yaml`)))
    )
      log(`年度通知 ${document.id} 写明的县 ${document.county} 不在 ZEAN_COUNTY 中，不会显示`);
  return loaded.ok;
}

/** Takes the keys of sealed fields, and seals what an older version or a replaced key left behind. */
async function sealFields(
  runner: Runner,
  { database, config }: Omit<OpenPlatform, 'runner' | 'close'>,
  log: (line: string) => void,
) {
  const keys = await fieldKeysOf(config.dataFolder, config.fieldKeys);
  try {
    setAccessRules({ cipher: fieldCipher(keys) });
  } catch (error) {
    throw new ConfigFault(
      `本机 Node.js 的加密库不支持国密 SM4 或 SM3，请改用 nodejs.org 的官方版本（${(error as Error).message}）`,
    );
  }
  let anew = false;
  for (const county of config.counties) {
    const found = await sealSecondFactors(runner, county).catch((error: Error) => error);
    if (!(found instanceof Error) && found.clear > 0) anew = true;
    for (const line of sealedLines(found, config)) log(`${whose(config, county)}${line}`);
  }
  // The rows that were written over still lie in the pages of the table, and would go into the next backup.
  if (anew)
    await withClient(database.owner, (client) => writeAnew(client, ACCOUNTS_TABLE)).catch((error: Error) =>
      log(`账号表未能重写，旧的明文可能仍在数据文件中：${error.message}`),
    );
}

/** What is told of a county's second factors after the start has sealed them. */
function sealedLines(
  found: Awaited<ReturnType<typeof sealSecondFactors>> | Error,
  config: Pick<Config, 'dataFolder'>,
): string[] {
  if (found instanceof Error) return [`动态口令未能重新加密，下次启动再办：${found.message}`];
  const lines: string[] = [];
  if (found.written > 0) lines.push(`已加密保存 ${found.written} 个账号的动态口令`);
  if (found.strange > 0)
    lines.push(
      `有 ${found.strange} 个账号的动态口令与日志不符，未重新加密：请用 npx zean journal replay account 核对，停用后重新登记`,
    );
  if (found.closed > 0)
    lines.push(
      `有 ${found.closed} 个账号的动态口令由本机没有的密钥加密（编号 ${found.missing.join('、')}），这些账号暂时不能登录：请把原密钥加到 ${join(config.dataFolder, FIELD_KEYS_FILE)} 末行后重启；密钥已丢失的，用 npx zean user remove-code <账号> 停用后重新登记`,
    );
  return lines;
}

/** Opens the database, loads `law/` and `notices/` (the package's and the data folder's), counts tallies whose meaning changed. */
export async function openPlatform(
  config: Config,
  log: (line: string) => void,
  how: Opening = {},
): Promise<OpenPlatform> {
  installRegions(config);
  setKeptOriginals(config.keepOriginals);
  setEvidenceBucket(config.evidence);
  setEvidenceHolders([hazardEvidence]);
  setKeeping(retentionOn);
  setRetention(config.retention);
  setBackupsTold(() => backupsOf(config.backup, config.databaseUrl !== undefined));
  const meanwhile = () => setNotices(readNotices(config, log));
  const database = await openDatabase(config, log, { ...how, meanwhile });
  try {
    const modules = allDeclarations();
    const runner: Runner = { pool: database.pool, modules, clock: clockOf(config.dataFolder) };
    // Only who has the data folder makes keys and writes rows anew; the command line beside a server seals nothing.
    if (!how.beside) await sealFields(runner, { database, config }, log);
    for (const county of config.counties) {
      await ensureTowns(runner, county);
      const counted = await refreshTallies(database.pool, county, modules.tallies as never);
      if (counted.length > 0) log(`${whose(config, county)}已重新清点汇总：${counted.length} 项`);
    }
    return { runner, database, config, close: () => database.close() };
  } catch (error) {
    await database.close();
    throw error;
  }
}

export interface Served {
  app: FastifyInstance;
  address: string;
  /** Of the figures, when they have a port of their own. */
  metricsAddress: string | null;
  platform: OpenPlatform;
  /** Stops taking requests, seals what waits, stops the database; done within 10 s. */
  stop(): Promise<void>;
}

/** Figures on their own port, where the environment names one. Throws ConfigFault in one line when it cannot be had. */
async function openMetrics({ metrics }: Config, text: () => Promise<string>): Promise<Server | null> {
  const { port, host, token } = metrics;
  if (port === null) return null;
  try {
    return await serveMetrics({ port, host, token }, text);
  } catch (error) {
    throw new ConfigFault(
      `指标端口 ${host}:${port} 不能使用（${(error as NodeJS.ErrnoException).code}），请用环境变量 ZEAN_METRICS_PORT、ZEAN_METRICS_HOST 换一个`,
    );
  }
}

/** The backup by the clock, where it is wanted and the database is ours to back up. */
function backupJobs({ database, config }: OpenPlatform): Job[] {
  const { embedded } = database;
  if (!embedded || config.backup.keep === 0) return [];
  const keys = async () => (await readFieldKeys(config.dataFolder, config.fieldKeys)).map((key) => key.id);
  return [
    {
      name: 'server.backup',
      title: '定时备份',
      everyMs: BACKUP_LOOK_MS,
      round: async () => backupRound(embedded, config.backup, () => new Date().toISOString(), await keys()),
    },
  ];
}

/** Lets people in: starts HTTP on one port and the server's own work. */
export async function serve(
  open: OpenPlatform,
  options: { demo: boolean; log: (line: string) => void },
): Promise<Served> {
  const { runner, config } = open;
  let work: Work | undefined;
  let stopping: Promise<void> | null = null;
  const vitals = vitalsOf(runner.pool, config.dataFolder);
  const ready = async () => stopping === null && (await vitals.troubles()).length === 0;
  const clock = watchClock(runner, servedCounties(config), options.log);
  const troubles = async () => {
    const late = clock.trouble();
    return [
      ...(await vitals.troubles()),
      ...(late ? [late] : []),
      ...(work?.failing() ?? []).map((title) => `${title}连续失败`),
    ];
  };
  const figures = new Metrics();
  const watched = { pool: runner.pool, troubles, jobs: () => work?.counts() ?? [] };
  const metrics = { watch: (of: FastifyInstance) => figures.watch(of), text: () => figures.text(watched) };
  const app = await makeApp(runner, { config, demo: options.demo, troubles, ready, metrics, vitals, say: options.log });
  try {
    await app.listen({ port: config.port, host: config.host });
  } catch (error) {
    throw listenFault(error, config) ?? error;
  }
  const scraped = await openMetrics(config, metrics.text).catch(async (error) => {
    await app.close();
    throw error;
  });
  const beside = await countiesOfFolder(config);
  const working = servedCounties(config).map(({ code, name }) => ({
    working: { runner, county: code, dataFolder: config.dataFolder, beside },
    name: config.counties.length > 1 ? name : null,
  }));
  const started = startWork(working, options.log, backupJobs(open));
  work = started;
  const at = app.server.address();
  const port = typeof at === 'object' && at ? at.port : config.port;
  const stop = async () => {
    clock.stop();
    scraped?.close();
    figures.close();
    await app.close();
    await started.stop();
    await stopThreads();
    for (const { working: one, name } of working)
      await publishCheckpoint(one).catch((error: Error) => options.log(`${name ?? ''}检查点未公布：${error.message}`));
    await open.close();
  };
  const scrapedAt = scraped?.address();
  const metricsAddress =
    scrapedAt && typeof scrapedAt === 'object' ? `http://${scrapedAt.address}:${scrapedAt.port}/metrics` : null;
  return {
    app,
    address: `http://localhost:${port}${config.base}/`,
    metricsAddress,
    platform: open,
    stop: () => (stopping ??= stop()),
  };
}
