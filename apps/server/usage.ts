/** What grows (占用): the database by context and its largest tables, evidence by month, what lies in the data folder, the backups. */
import { lstat, readdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { withClient } from '#db';
import { type EvidenceMonth, evidenceByMonth, evidenceElsewhere } from '#documents';
import { type LastBackup, lastBackup } from './backups.ts';
import type { OpenPlatform } from './serve.ts';

/** A context's tables, with indexes. `rows` is the database's own estimate. */
export interface SchemaUsage {
  context: string;
  /** What it is called in Chinese. */
  title: string;
  bytes: number;
  tables: { table: string; bytes: number; rows: number }[];
}

/** A file that looks like a backup, newest first. */
export interface BackupFile {
  file: string;
  bytes: number;
  /** ISO instant it was finished. */
  at: string;
}

/** What lies where, in bytes. */
export interface Usage {
  database: { bytes: number; contexts: SchemaUsage[] };
  /** By county, oldest month first. */
  evidence: { county: string; files: number; bytes: number; months: EvidenceMonth[] }[];
  /** Where the originals lie, when not in the data folder. */
  evidenceElsewhere: string | null;
  folder: { path: string; bytes: number; parts: { name: string; bytes: number; files: number }[] };
  backups: BackupFile[];
  /** The last backup by the clock; null where none was made. */
  lastBackup: LastBackup | null;
  /** Free on the disk of the data folder; null where the system does not say. */
  freeBytes: number | null;
}

/** Largest tables named of each context. */
const NAMED = 3;

const SIZES = `select n.nspname as context, split_part(coalesce(obj_description(n.oid), n.nspname), '：', 1) as title, c.relname as table, pg_total_relation_size(c.oid)::float8 as bytes, greatest(c.reltuples, 0)::float8 as rows
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'm') and n.nspname !~ '^(pg_|information_schema$)' order by 4 desc, 1, 3`;

async function databaseUsage({ database }: OpenPlatform): Promise<Usage['database']> {
  return withClient(database.owner, async (client) => {
    const { rows } = await client.query<{ context: string; title: string; table: string; bytes: number; rows: number }>(
      SIZES,
    );
    const all = await client.query<{ bytes: number }>('select pg_database_size(current_database())::float8 as bytes');
    const contexts = [...new Set(rows.map((row) => row.context))].map((context): SchemaUsage => {
      const own = rows.filter((row) => row.context === context);
      return {
        context,
        title: own[0]?.title ?? context,
        bytes: own.reduce((sum, row) => sum + row.bytes, 0),
        tables: own.slice(0, NAMED).map(({ table, bytes, rows: n }) => ({ table, bytes, rows: n })),
      };
    });
    return { bytes: all.rows[0]?.bytes ?? 0, contexts: contexts.sort((a, b) => b.bytes - a.bytes) };
  });
}

/** Bytes and files below a path; what vanishes meanwhile, and what may not be read, counts nothing. */
async function sizeOf(path: string): Promise<{ bytes: number; files: number }> {
  const at = await lstat(path).catch(() => null);
  if (!at) return { bytes: 0, files: 0 };
  if (!at.isDirectory()) return { bytes: at.size, files: 1 };
  const sum = { bytes: 0, files: 0 };
  for (const name of await readdir(path).catch(() => [])) {
    const one = await sizeOf(join(path, name));
    sum.bytes += one.bytes;
    sum.files += one.files;
  }
  return sum;
}

async function folderUsage(path: string): Promise<Usage['folder']> {
  const names = await readdir(path).catch(() => []);
  const parts = await Promise.all(names.map(async (name) => ({ name, ...(await sizeOf(join(path, name))) })));
  parts.sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
  return { path, bytes: parts.reduce((sum, one) => sum + one.bytes, 0), parts };
}

/** Backups in the folder of the backups by the clock; those carried elsewhere are not known here. */
async function backupsIn(folder: string): Promise<BackupFile[]> {
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    names
      .filter((name) => name.endsWith('.tar.gz'))
      .map(async (name) => {
        const at = await lstat(join(folder, name)).catch(() => null);
        return at ? [{ file: join(folder, name), bytes: at.size, at: at.mtime.toISOString() }] : [];
      }),
  );
  return found.flat().sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** Everything that grows, of a platform that is open. */
export async function usageOf(platform: OpenPlatform): Promise<Usage> {
  const { config, runner } = platform;
  const evidence: Usage['evidence'] = [];
  for (const county of config.counties) {
    const months = await evidenceByMonth(runner, county);
    const sum = (of: (one: EvidenceMonth) => number) => months.reduce((n, one) => n + of(one), 0);
    evidence.push({ county, files: sum((one) => one.files), bytes: sum((one) => one.bytes), months });
  }
  const disk = await statfs(config.dataFolder).catch(() => null);
  return {
    database: await databaseUsage(platform),
    evidence,
    evidenceElsewhere: evidenceElsewhere(),
    folder: await folderUsage(config.dataFolder),
    backups: await backupsIn(config.backup.folder),
    lastBackup: await lastBackup(config.backup.folder),
    freeBytes: disk ? disk.bavail * disk.bsize : null,
  };
}
