import pg from 'pg';
import { type Connection, withClient } from './connection.ts';
import { assertMaySpread, distribute, isCluster } from './distribute.ts';
import { DatabaseFailure, errorText } from './failure.ts';
import { type Ancestor, lineage } from './lineage.ts';
import { defaultMigrationsFolder, type MigrationFile, numberOf, ownerOf, readFolder } from './migrations.ts';
import { migrationOwners } from './order.ts';
import { roleNamesOf, withRoleNames } from './role-names.ts';
import { StatementError, splitStatements } from './statements.ts';

/** Any number that nobody else takes as an advisory lock in this database: the letters `zeanmigr`. */
const LOCK_KEY = '8819589985229662066';

/** What a run did. */
export interface Migrated {
  /** Files run now, in order. */
  applied: string[];
  /** Files that had been run before. */
  present: number;
  /** Tables spread over a cluster now, when there were any. */
  spread?: string[];
}

/** What a run may be told. */
export interface MigrateOptions {
  /** Folder of `<owner>/NNNN-name.sql`; default: that of the package (`defaultMigrationsFolder()`). */
  folder?: string;
  /** Owners in the order their lines run; default: `migrationOwners`. */
  owners?: readonly string[];
  /** Names files had once; default: those of the package. */
  lineage?: readonly Ancestor[];
  log?: (line: string) => void;
  /** How long another migrator is waited for, ms (default 5 min). */
  patience?: number;
}

/**
 * Puts the names of today in the record of a database that ran the files under their old names. One transaction; an old file of another
 * digest is left as it stands, and `toRun` refuses it.
 */
async function inherit(client: pg.Client, files: readonly MigrationFile[], known: readonly Ancestor[]): Promise<void> {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from public.zean_migration',
  );
  const old = known.filter(({ name, sha256 }) => rows.some((row) => row.name === name && row.sha256 === sha256));
  if (old.length === 0) return;
  await client.query('begin');
  try {
    for (const { name, now } of old) {
      for (const file of files.filter((one) => now.includes(one.name)))
        await client.query(
          'insert into public.zean_migration (name, sha256, took_ms, run_at) select $1, $2, took_ms, run_at from public.zean_migration where name = $3',
          [file.name, file.sha256, name],
        );
      await client.query('delete from public.zean_migration where name = $1', [name]);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

/** Compares what was run with what lies there; each line of the history only ever grows at its end. */
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
  const rest = files.filter((file) => !done.has(file.name));
  for (const file of rest) {
    const last = [...done.keys()]
      .filter((name) => ownerOf(name) === file.owner)
      .sort()
      .at(-1);
    if (last && numberOf(file.name) < numberOf(last))
      throw new DatabaseFailure(
        'MIGRATION_ORDER',
        `迁移文件 ${file.name} 的编号早于已执行的 ${last}，请改用更大的编号`,
      );
  }
  return rest;
}

/** Runs one file in one transaction with its record. */
async function runFile(
  client: pg.Client,
  file: MigrationFile,
  { suffix, cluster }: { suffix: string; cluster: boolean },
): Promise<void> {
  let line = 1;
  let current = '';
  const fail = (why: string, error?: unknown) =>
    new DatabaseFailure('MIGRATION_FAILED', `迁移 ${file.name} 第 ${line} 行出错：${why}`, error);
  const begun = performance.now();
  await client.query('begin');
  try {
    // What touches shards side by side keeps later statements of the transaction from what has to be done on every node at once.
    if (cluster) await client.query("set local citus.multi_shard_modify_mode = 'sequential'");
    for (const statement of splitStatements(withRoleNames(file.text, suffix))) {
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
 * Brings the database up to the folder: each owner's files once, owner by owner, in order, one transaction a file, under an advisory lock, so that
 * two servers starting together run nothing twice and a killed run is simply run again.
 * `connection` must be the owner's (the migrator). Throws `DatabaseFailure` MIGRATION_… naming file and line.
 */
export async function migrate(connection: Connection, options: MigrateOptions = {}): Promise<Migrated> {
  const log = options.log ?? (() => {});
  const files = await readFolder(options.folder ?? defaultMigrationsFolder(), options.owners ?? migrationOwners);
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
    const cluster = await isCluster(client);
    if ((await client.query("select to_regclass('public.zean_migration') as there")).rows[0].there === null) {
      await client.query(`
      create table public.zean_migration (
        name text primary key,
        sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
        took_ms integer not null,
        run_at timestamptz not null default now()
      )`);
      await client.query(
        `comment on table public.zean_migration is '迁移记录 / migrations that were run; written by db/migrate.ts only'`,
      );
      // There a superuser migrates, and whoever starts the server later looks whether there is anything left to do.
      if (cluster) await client.query('grant select on public.zean_migration to public');
    }
    await inherit(client, files, options.lineage ?? lineage);
    const rows = await client.query<{ name: string; sha256: string }>('select name, sha256 from public.zean_migration');
    const done = new Map(rows.rows.map((row) => [row.name, row.sha256]));
    const rest = toRun(files, done);
    await assertMaySpread(client, rest.length);
    const { suffix } = await roleNamesOf(client, connection.database);
    for (const file of rest) {
      await runFile(client, file, { suffix, cluster });
      log(`迁移 ${file.name} 完成`);
    }
    const { spread, everywhere } = await distribute(client, log);
    const moved = [...spread, ...everywhere];
    return { applied: rest.map((file) => file.name), present: done.size, ...(moved.length > 0 && { spread: moved }) };
  });
}
