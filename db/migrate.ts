import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type Connection, withClient } from './connection.ts';
import { DatabaseFailure, errorText } from './failure.ts';
import { StatementError, splitStatements } from './statements.ts';

/** Any number that nobody else takes as an advisory lock in this database: the letters `zeanmigr`. */
const LOCK_KEY = '8819589985229662066';
const FILE_NAME = /^(\d{4})-[a-z0-9][a-z0-9-]*\.sql$/;

interface MigrationFile {
  name: string;
  text: string;
  sha256: string;
}

/** What a run did. */
export interface Migrated {
  /** Files run now, in order. */
  applied: string[];
  /** Files that had been run before. */
  present: number;
}

/** What a run may be told. */
export interface MigrateOptions {
  /** Folder of `NNNN-name.sql`; default: that of the package (`defaultMigrationsFolder()`). */
  folder?: string;
  log?: (line: string) => void;
  /** How long another migrator is waited for, ms (default 5 min). */
  patience?: number;
}

/**
 * `db/migrations` of the package this module belongs to. Walks up to the package.json named `zean`, so it holds both for
 * the checkout (db/migrate.ts) and for a bundle (dist/…/server.js); a `migrations` folder beside a bundle wins.
 */
export function defaultMigrationsFolder(from: string = dirname(fileURLToPath(import.meta.url))): string {
  for (let at = from; ; at = dirname(at)) {
    const beside = join(at, 'migrations');
    if (existsSync(beside)) return beside;
    const about = join(at, 'package.json');
    if (existsSync(about) && (JSON.parse(readFileSync(about, 'utf8')) as { name?: string }).name === 'zean') {
      const folder = join(at, 'db', 'migrations');
      if (existsSync(folder)) return folder;
    }
    if (dirname(at) === at) break;
  }
  throw new DatabaseFailure('MIGRATIONS_MISSING', `找不到数据库迁移目录 db/migrations（自 ${from} 向上）`);
}

/** Reads the folder: names checked, numbers unique, text hashed with LF line ends (a Windows checkout hashes the same). */
async function readFolder(folder: string): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const files: MigrationFile[] = [];
  for (const name of names) {
    if (!FILE_NAME.test(name)) {
      throw new DatabaseFailure(
        'MIGRATION_NAME',
        `迁移文件名 ${name} 不合规定：应为四位数字-小写英文.sql，如 0007-hazards.sql`,
      );
    }
    const before = files.at(-1);
    if (before?.name.slice(0, 4) === name.slice(0, 4)) {
      throw new DatabaseFailure('MIGRATION_NAME', `迁移文件 ${before.name} 与 ${name} 编号相同`);
    }
    const text = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
    files.push({ name, text, sha256: createHash('sha256').update(text).digest('hex') });
  }
  return files;
}

/** Compares what was run with what lies there; the history only ever grows at its end. */
function toRun(files: MigrationFile[], done: Map<string, string>): MigrationFile[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  for (const [name, sha256] of done) {
    const file = byName.get(name);
    if (!file) {
      throw new DatabaseFailure(
        'MIGRATION_UNKNOWN',
        `数据库已执行迁移 ${name}，本程序却没有这个文件：程序版本比数据库旧，请升级程序`,
      );
    }
    if (file.sha256 !== sha256) {
      throw new DatabaseFailure(
        'MIGRATION_CHANGED',
        `迁移文件 ${name} 在执行之后被改动（sha256 不符），请恢复原文件，改动另写新文件`,
      );
    }
  }
  const last = [...done.keys()].sort().at(-1) ?? '';
  const rest = files.filter((file) => !done.has(file.name));
  const late = rest.find((file) => file.name < last);
  if (late)
    throw new DatabaseFailure('MIGRATION_ORDER', `迁移文件 ${late.name} 的编号早于已执行的 ${last}，请改用更大的编号`);
  return rest;
}

/** Runs one file in one transaction with its record. */
async function runFile(client: pg.Client, file: MigrationFile): Promise<void> {
  let line = 1;
  let current = '';
  const fail = (why: string, error?: unknown) =>
    new DatabaseFailure('MIGRATION_FAILED', `迁移 ${file.name} 第 ${line} 行出错：${why}`, error);
  const begun = performance.now();
  await client.query('begin');
  try {
    for (const statement of splitStatements(file.text)) {
      line = statement.line;
      current = statement.text;
      if (/^(begin|start\s+transaction|commit|end|rollback|abort|savepoint)\b/i.test(statement.text)) {
        throw fail('文件整体就是一个事务，不得自行开始或结束事务');
      }
      await client.query(statement.text);
    }
    await client.query('insert into public.zean_migration (name, sha256, took_ms) values ($1, $2, $3)', [
      file.name,
      file.sha256,
      Math.round(performance.now() - begun),
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    if (error instanceof DatabaseFailure) throw error;
    if (error instanceof StatementError) {
      line = error.line;
      throw fail(error.message, error);
    }
    const position = error instanceof pg.DatabaseError && error.position ? Number(error.position) : 0;
    // PostgreSQL counts characters, JavaScript UTF-16 units: spread into characters before counting lines.
    if (position > 0) line += [...current].slice(0, position - 1).filter((char) => char === '\n').length;
    throw fail(errorText(error), error);
  }
}

/**
 * Brings the database up to the folder: each file once, in order, one transaction a file, under an advisory lock, so that
 * two servers starting together run nothing twice and a killed run is simply run again.
 * `connection` must be the owner's (the migrator). Throws `DatabaseFailure` MIGRATION_… naming file and line.
 */
export async function migrate(connection: Connection, options: MigrateOptions = {}): Promise<Migrated> {
  const log = options.log ?? (() => {});
  const files = await readFolder(options.folder ?? defaultMigrationsFolder());
  return withClient(connection, async (client) => {
    const end = performance.now() + (options.patience ?? 5 * 60_000);
    for (let told = false; ; told = true) {
      const got = await client.query('select pg_try_advisory_lock($1::bigint) as got', [LOCK_KEY]);
      if (got.rows[0].got) break;
      if (!told) log('另一个进程正在迁移数据库，等待其完成');
      if (performance.now() > end)
        throw new DatabaseFailure('MIGRATION_LOCKED', '另一个进程一直在迁移数据库，等待超时');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await client.query(`
      create table if not exists public.zean_migration (
        name text primary key,
        sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
        took_ms integer not null,
        run_at timestamptz not null default now()
      )`);
    await client.query(
      `comment on table public.zean_migration is '迁移记录 / migrations that were run; written by db/migrate.ts only'`,
    );
    const rows = await client.query<{ name: string; sha256: string }>('select name, sha256 from public.zean_migration');
    const done = new Map(rows.rows.map((row) => [row.name, row.sha256]));
    const rest = toRun(files, done);
    for (const file of rest) {
      await runFile(client, file);
      log(`迁移 ${file.name} 完成`);
    }
    return { applied: rest.map((file) => file.name), present: done.size };
  });
}
