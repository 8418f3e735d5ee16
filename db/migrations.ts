import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseFailure } from './failure.ts';

const FILE_NAME = /^(\d{4})-[a-z0-9][a-z0-9-]*\.sql$/;

/** One file of the history; `name` is `owner/NNNN-name.sql`. */
export interface MigrationFile {
  name: string;
  owner: string;
  text: string;
  sha256: string;
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

/** Text hashed with LF line ends: a Windows checkout hashes the same. */
export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

/** One owner's line: names checked, numbers unique. */
async function readLine(folder: string, owner: string): Promise<MigrationFile[]> {
  const files: MigrationFile[] = [];
  for (const file of (await readdir(join(folder, owner))).filter((name) => name.endsWith('.sql')).sort()) {
    const name = `${owner}/${file}`;
    if (!FILE_NAME.test(file)) {
      throw new DatabaseFailure(
        'MIGRATION_NAME',
        `迁移文件名 ${name} 不合规定：应为四位数字-小写英文.sql，如 0007-looked-back.sql`,
      );
    }
    const before = files.at(-1);
    if (before && numberOf(before.name) === numberOf(name))
      throw new DatabaseFailure('MIGRATION_NAME', `迁移文件 ${before.name} 与 ${name} 编号相同`);
    const text = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
    files.push({ name, owner, text, sha256: sha256Of(text) });
  }
  return files;
}

/** `0007` of `hazards/0007-looked-back.sql`. */
export const numberOf = (name: string): string => /\/(\d{4})-/.exec(name)?.[1] ?? '';
export const ownerOf = (name: string): string => name.split('/')[0] ?? '';

/**
 * Every owner's line, in the order of owners: `folder/<owner>/NNNN-name.sql`. A folder nobody declared, or a file outside any, is
 * refused, so that a new context cannot be forgotten in the order.
 */
export async function readFolder(folder: string, owners: readonly string[]): Promise<MigrationFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries) {
    if (entry.isDirectory() ? !owners.includes(entry.name) : entry.name.endsWith('.sql')) {
      throw new DatabaseFailure(
        'MIGRATION_NAME',
        `迁移目录中的 ${entry.name} 没有归属：迁移文件应放在所属模块的目录下，模块须列入 db/order.ts`,
      );
    }
  }
  const lines = owners.filter((owner) => entries.some((entry) => entry.name === owner));
  return (await Promise.all(lines.map((owner) => readLine(folder, owner)))).flat();
}
