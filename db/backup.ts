import { lstat, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type pg from 'pg';
import { ArchiveWriter, type BackupManifest } from './archive.ts';
import { withClient } from './connection.ts';
import { LOCK_FILE } from './embedded/lock.ts';
import { DatabaseFailure, errorCode } from './failure.ts';
import { FIELD_KEYS_FILE } from './secrets.ts';

/** Folder names inside the archive. */
export const CLUSTER_IN_ARCHIVE = 'postgres';
export const DATA_IN_ARCHIVE = 'data';

/**
 * What of the data folder is not data: the cluster comes by its own way, the rest is made anew. The keys of sealed fields are carried
 * apart: beside the rows they seal they would protect nothing from who takes the archive.
 */
const NOT_DATA = [
  FIELD_KEYS_FILE,
  'postgres',
  'run',
  'native',
  'open',
  'postgres.json',
  'postgres.start.log',
  LOCK_FILE,
  `${LOCK_FILE}.taking`,
  'backups',
  'tmp',
];
/** Folders of the cluster whose content a restored server must not see; the folders themselves it needs. */
const EMPTY_FOLDERS = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
  'log',
]);
const NOT_COPIED =
  /^(postmaster\.(pid|opts)|backup_label(\.old)?|tablespace_map(\.old)?|pg_internal\.init(\..*)?|pgsql_tmp.*)$/;
const CONTROL_FILE = 'global/pg_control';

/** How far it is; `total` is an estimate made before the copy. */
export interface Progress {
  bytes: number;
  total: number;
  file: string;
}

/** What of the running embedded server a backup needs (an `EmbeddedDatabase` is one). */
export type BackupSource = Pick<
  import('./embedded/index.ts').EmbeddedDatabase,
  'connection' | 'cluster' | 'dataFolder' | 'version'
>;

interface Found {
  /** Path below the folder, with `/`. */
  path: string;
  folder: boolean;
  bytes: number;
}

/** Everything below a folder, folders before what they hold. Things that vanish meanwhile are left out. */
async function walk(folder: string, keep: (path: string) => boolean, at = ''): Promise<Found[]> {
  const found: Found[] = [];
  const entries = await readdir(join(folder, at), { withFileTypes: true }).catch((error) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = at === '' ? entry.name : `${at}/${entry.name}`;
    if (!keep(path)) continue;
    if (entry.isDirectory()) {
      found.push({ path, folder: true, bytes: 0 });
      found.push(...(await walk(folder, keep, path)));
    } else if (entry.isFile()) {
      const bytes = await lstat(join(folder, path))
        .then((s) => s.size)
        .catch(() => 0);
      found.push({ path, folder: false, bytes });
    }
  }
  return found;
}

/** What of a cluster is copied while it is open. */
async function clusterFiles(cluster: string): Promise<Found[]> {
  const found = await walk(cluster, (path) => {
    const [first = '', second] = path.split('/');
    return !(second !== undefined && EMPTY_FOLDERS.has(first)) && !NOT_COPIED.test(basename(path));
  });
  // The server wants these sub-folders of the log although their content is not copied.
  for (const path of ['pg_wal/archive_status', 'pg_wal/summaries']) found.push({ path, folder: true, bytes: 0 });
  return found;
}

/** Copies the cluster between pg_backup_start and pg_backup_stop, then the write-ahead log the restore must replay. */
async function copyCluster(client: pg.Client, source: BackupSource, archive: ArchiveWriter): Promise<string> {
  if ((await client.query("select 1 from pg_tablespace where spcname !~ '^pg_'")).rowCount) {
    throw new DatabaseFailure(
      'BACKUP_TABLESPACE',
      '数据库使用了自建表空间，内置备份不支持；请改用 PostgreSQL 自带的工具',
    );
  }
  // A temporary slot keeps every segment from here on until this connection ends, however long the copy takes.
  await client.query(`select pg_create_physical_replication_slot('zean_backup_' || pg_backend_pid(), true, true)`);
  const begin = await client.query<{ wal: string }>(`select pg_walfile_name(pg_backup_start('zean', true)) as wal`);
  // Looked for only now: what comes into being from here on is in the log, what was there before must be in the copy.
  for (const item of await clusterFiles(source.cluster)) {
    const path = `${CLUSTER_IN_ARCHIVE}/${item.path}`;
    if (item.folder) await archive.folder(path);
    else if (item.path !== CONTROL_FILE) await archive.file(path, join(source.cluster, item.path));
  }
  await archive.file(`${CLUSTER_IN_ARCHIVE}/${CONTROL_FILE}`, join(source.cluster, CONTROL_FILE));
  const end = await client.query<{ label: string; wal: string; at: Date }>(
    'select labelfile as label, pg_walfile_name(lsn) as wal, now() as at from pg_backup_stop(false)',
  );
  const { label, wal: last, at } = end.rows[0] as { label: string; wal: string; at: Date };
  await archive.bytes(`${CLUSTER_IN_ARCHIVE}/backup_label`, Buffer.from(label));
  const first = begin.rows[0]?.wal as string;
  for (const name of (await readdir(join(source.cluster, 'pg_wal'))).sort()) {
    const segment = /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last;
    if (segment || name.endsWith('.history'))
      await archive.file(`${CLUSTER_IN_ARCHIVE}/pg_wal/${name}`, join(source.cluster, 'pg_wal', name));
  }
  return at.toISOString();
}

/**
 * Writes a backup of the running embedded server and of everything else in its data folder (evidence files, passwords)
 * into one `.tar.gz`, while the server works on. Writers are not held up; the restored database stands at the end of
 * the copy. Files are copied after the database, so every file a row names is there. The archive holds the passwords: it is
 * made 0600. It does not hold the keys of sealed fields; their ids, `keys`, stand in its manifest. It appears under its name only when whole.
 * Throws `DatabaseFailure` BACKUP_EXISTS, BACKUP_NOT_WRITABLE, BACKUP_TABLESPACE.
 */
export async function backup(
  source: BackupSource,
  to: string,
  onProgress: (progress: Progress) => void = () => {},
  keys: readonly string[] = [],
): Promise<{ file: string; bytes: number; manifest: BackupManifest }> {
  const target = resolve(to);
  const partial = `${target}.partial`;
  if (await lstat(target).catch(() => undefined))
    throw new DatabaseFailure('BACKUP_EXISTS', `备份文件 ${target} 已存在，请换一个文件名`);
  await open(partial, 'w', 0o600).then(
    (file) => file.close(),
    (error) => {
      throw new DatabaseFailure('BACKUP_NOT_WRITABLE', `无法写入备份文件 ${target}：${errorCode(error)}`, error);
    },
  );
  const begun = new Date().toISOString();
  const keepData = (path: string) => {
    const [first = ''] = path.split('/');
    if (NOT_DATA.includes(first) || /^postgres\.new-/.test(first) || /\.(new|partial)$/.test(path)) return false;
    return join(source.dataFolder, path) !== target;
  };
  const sizes = (list: Found[]) => list.reduce((sum, item) => sum + item.bytes, 0);
  const total = sizes(await clusterFiles(source.cluster)) + sizes(await walk(source.dataFolder, keepData));
  let bytes = 0;
  const archive = new ArchiveWriter(partial, (more, file) => {
    bytes += more;
    onProgress({ bytes, total: Math.max(total, bytes), file });
  });
  try {
    const consistentAt = await withClient(source.connection, (client) => copyCluster(client, source, archive));
    for (const item of await walk(source.dataFolder, keepData)) {
      const path = `${DATA_IN_ARCHIVE}/${item.path}`;
      if (item.folder) await archive.folder(path);
      else await archive.file(path, join(source.dataFolder, item.path));
    }
    const about = { format: 'zean-backup/1' as const, postgres: source.version, begun, consistentAt, keys: [...keys] };
    await archive.end(about);
    await rename(partial, target);
    return { file: target, bytes: (await lstat(target)).size, manifest: { ...about, files: archive.files } };
  } catch (error) {
    archive.abandon();
    await rm(partial, { force: true });
    throw error;
  }
}

/** The sentence for an operator's own server. */
export function backupElsewhere(): DatabaseFailure {
  return new DatabaseFailure(
    'BACKUP_ELSEWHERE',
    '数据库由 DATABASE_URL 指定，不在本程序管理之内：请用其自带的工具备份（如 pg_dump、pg_basebackup），并另行备份数据目录中的 files 文件夹；密钥文件 field-keys 另存一份，与备份分开保管',
  );
}
