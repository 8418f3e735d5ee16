import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, chown, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { DatabaseFailure, errorCode, errorText } from '../failure.ts';
import type { Secrets } from '../secrets.ts';
import type { Binaries } from './binaries.ts';
import { ownFolder, type Place, STAGING_FOLDER } from './place.ts';

/** A generated file; the operator's own settings go into the second one, which is read after it and never written. */
const SETTINGS_FILE = 'zean.conf';
const LOCAL_SETTINGS_FILE = 'zean.local.conf';
const MB = 1024 * 1024;

/** Bytes of memory this process may count on: the container's limit when there is one. */
function memory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 && limit < totalmem() ? limit : totalmem();
}

/**
 * The server's settings, from its memory (bytes). Memory is taken lazily, so an idle server stays small.
 * `log_error_verbosity` and the statement settings keep row values (people, telephone numbers) out of the log.
 */
export function settingsFor(bytes: number): Record<string, string> {
  const mb = (share: number, least: number, most: number) =>
    `${Math.round(Math.min(Math.max((bytes * share) / MB, least), most))}MB`;
  return {
    shared_buffers: mb(0.25, 32, 512),
    effective_cache_size: mb(0.5, 128, 8192),
    work_mem: mb(1 / 256, 4, 16),
    maintenance_work_mem: mb(1 / 32, 32, 128),
    max_connections: '100',
    max_worker_processes: '8',
    max_parallel_workers: '2',
    max_parallel_workers_per_gather: '1',
    jit: 'off',
    random_page_cost: '1.1',
    synchronous_commit: 'on',
    wal_level: 'replica',
    wal_compression: 'on',
    min_wal_size: '80MB',
    max_wal_size: '1GB',
    checkpoint_completion_target: '0.9',
    timezone: "'UTC'",
    log_timezone: "'UTC'",
    idle_in_transaction_session_timeout: "'5min'",
    // A busy back end whose Node died stops within seconds instead of finishing for nobody (poll() on Linux only).
    ...(process.platform === 'linux' ? { client_connection_check_interval: "'5s'" } : {}),
    logging_collector: 'on',
    log_directory: "'log'",
    log_filename: "'postgres-%d.log'",
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_line_prefix: "'%m [%p] %a '",
    log_checkpoints: 'off',
    log_min_duration_statement: '2000',
    log_parameter_max_length: '0',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  };
}

/** Writes zean.conf for this machine; `extra` wins over our own. */
export async function writeSettings(place: Place, extra: Record<string, string> = {}): Promise<void> {
  const path = join(place.cluster, SETTINGS_FILE);
  const lines = Object.entries({ ...settingsFor(memory()), ...extra }).map(([name, value]) => `${name} = ${value}`);
  await writeFile(
    path,
    `# Written at every start. Put your own settings into ${LOCAL_SETTINGS_FILE}.\n${lines.join('\n')}\n`,
    {
      mode: 0o600,
    },
  );
  if (place.identity) await chown(path, place.identity.uid, place.identity.gid);
}

/** Runs one program to its end and answers what it said; never throws for a bad exit code. */
export function run(program: string, args: string[], binaries: Binaries, place: Place) {
  return new Promise<{ status: number | null; text: string }>((resolve, reject) => {
    const child = spawn(program, args, {
      env: binaries.env,
      cwd: place.area,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...place.identity,
    });
    let text = '';
    child.stdout.on('data', (part) => (text += part));
    child.stderr.on('data', (part) => (text += part));
    child.on('error', reject);
    const done = (status: number | null) => resolve({ status, text: text.trim() });
    child.on('close', done);
    // On Windows a server started by pg_ctl inherits these pipes and would hold them open as long as it lives.
    child.on('exit', (status) => {
      const late = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
        done(status);
      }, 500);
      child.once('close', () => clearTimeout(late));
    });
  });
}

/** The major version a cluster was made by, or undefined when there is no cluster. */
export async function clusterMajor(place: Place): Promise<string | undefined> {
  try {
    return (await readFile(join(place.cluster, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new DatabaseFailure(
      'CLUSTER_UNREADABLE',
      `无法读取数据库目录 ${place.cluster}：${errorCode(error)}；它可能属于另一个系统用户，请用当初启动它的用户运行`,
      error,
    );
  }
}

/** What initdb's own words mean for an operator, in one Chinese line. */
export function initdbFailure(text: string, dataFolder: string): DatabaseFailure {
  if (/No space left on device|Disk quota exceeded/i.test(text))
    return new DatabaseFailure(
      'DISK_FULL',
      `磁盘已满，无法在 ${dataFolder} 建立数据库：请腾出至少 1 GB，或用 ZEAN_DATA 换一个数据目录后重新启动`,
    );
  const why = /user does not exist/.test(text) ? '当前用户编号在 /etc/passwd 中没有登记；' : '';
  const last = text.trim().split('\n').slice(-3).join(' / ');
  return new DatabaseFailure('INITDB_FAILED', `无法建立数据库：${why}${last}`);
}

/** Makes the cluster when there is none. It is built aside and renamed, so a killed first start leaves no half cluster. */
export async function ensureCluster(place: Place, binaries: Binaries, secrets: Secrets): Promise<'made' | 'present'> {
  const major = await clusterMajor(place);
  if (major !== undefined) {
    if (major === binaries.major) return 'present';
    throw new DatabaseFailure(
      'CLUSTER_VERSION',
      `数据库目录 ${place.cluster} 由 PostgreSQL ${major} 建立，本程序自带 ${binaries.version}，不能直接打开；请先用原版本导出数据`,
    );
  }
  for (const name of await readdir(place.area)) {
    if (name === STAGING_FOLDER) {
      throw new DatabaseFailure(
        'RESTORE_UNFINISHED',
        `数据目录 ${place.dataFolder} 的上一次恢复没有完成，请清空该目录后重新执行 zean restore`,
      );
    }
    if (name.startsWith('postgres.new-')) await rm(join(place.area, name), { recursive: true, force: true });
  }
  await ownFolder(place.sockets, place.identity);
  const fresh = join(place.area, `postgres.new-${randomBytes(4).toString('hex')}`);
  await ownFolder(fresh, place.identity);
  const passwordFile = join(place.sockets, 'initdb.password');
  await writeFile(passwordFile, `${secrets.superuser.password}\n`, { mode: 0o600 });
  if (place.identity) await chown(passwordFile, place.identity.uid, place.identity.gid);
  const args = ['-D', fresh, '-U', secrets.superuser.name, `--pwfile=${passwordFile}`, '-A', 'scram-sha-256'];
  args.push('-E', 'UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=zh-u-co-pinyin', '--data-checksums');
  try {
    const made = await run(binaries.initdb, args, binaries, place).catch((error) => {
      const why =
        errorCode(error) === 'EPERM'
          ? '当前 root 无权切换用户（容器缺少 SETUID 权限），请改用普通用户运行'
          : errorText(error);
      throw new DatabaseFailure('INITDB_FAILED', `无法建立数据库：${why}`, error);
    });
    if (made.status !== 0) {
      throw initdbFailure(made.text, place.dataFolder);
    }
    await appendFile(
      join(fresh, 'postgresql.conf'),
      `\ninclude_if_exists = '${SETTINGS_FILE}'\ninclude_if_exists = '${LOCAL_SETTINGS_FILE}'\n`,
    );
    await rename(fresh, place.cluster);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(passwordFile, { force: true });
  }
  return 'made';
}
