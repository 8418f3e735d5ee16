import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chown, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createGunzip } from 'node:zlib';
import { type BackupManifest, MANIFEST_FILE } from './archive.ts';
import { CLUSTER_IN_ARCHIVE, DATA_IN_ARCHIVE, type Progress } from './backup.ts';
import { LOCK_FILE, lockFolder } from './embedded/lock.ts';
import { type Place, placeOf, STAGING_FOLDER } from './embedded/place.ts';
import { DatabaseFailure, errorCode, errorText } from './failure.ts';
import { readTar } from './tar.ts';

/** Characters that would lead out of a folder here. */
const FORBIDDEN = process.platform === 'win32' ? /[\\:\0]/ : /\0/;

const damaged = (file: string, why: string) =>
  new DatabaseFailure('BACKUP_DAMAGED', `备份已损坏，未恢复任何内容：${file}（${why}）`);

/** An archive's paths are names of things below two folders, nothing else: no `..`, no absolute path, no drive. */
function checkPath(path: string): void {
  const parts = path.split('/');
  const inside = path === MANIFEST_FILE || parts[0] === CLUSTER_IN_ARCHIVE || parts[0] === DATA_IN_ARCHIVE;
  const plain = parts.every((part) => part !== '' && part !== '.' && part !== '..' && !FORBIDDEN.test(part));
  if (!inside || !plain) throw damaged(path, '路径不合规定');
}

interface Unpacked {
  sums: Map<string, { sha256: string; bytes: number }>;
  folders: Set<string>;
  manifest: BackupManifest | undefined;
}

/** Unpacks into `staging`, hashing on the way. A broken stream names the file it broke in. */
async function unpack(from: string, staging: string, tell: (read: number, file: string) => void): Promise<Unpacked> {
  const unpacked: Unpacked = { sums: new Map(), folders: new Set(), manifest: undefined };
  let current = '文件开头';
  const source = createReadStream(from);
  const gunzip = createGunzip();
  source.once('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  try {
    for await (const entry of readTar(gunzip)) {
      checkPath(entry.path);
      current = entry.path;
      const target = join(staging, entry.path);
      if (entry.kind === 'folder') {
        await mkdir(target, { recursive: true, mode: 0o700 });
        unpacked.folders.add(entry.path);
        continue;
      }
      const hash = createHash('sha256');
      if (entry.path === MANIFEST_FILE) {
        const parts: Buffer[] = [];
        for await (const part of entry.body) parts.push(part);
        unpacked.manifest = JSON.parse(Buffer.concat(parts).toString('utf8')) as BackupManifest;
        continue;
      }
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      const file = await open(target, 'wx', 0o600);
      try {
        for await (const part of entry.body) {
          hash.update(part);
          for (let at = 0; at < part.length; ) at += (await file.write(part, at)).bytesWritten;
          tell(source.bytesRead, entry.path);
        }
        await file.sync();
      } finally {
        await file.close();
      }
      unpacked.sums.set(entry.path, { sha256: hash.digest('hex'), bytes: entry.size });
    }
  } catch (error) {
    if (error instanceof DatabaseFailure) throw error;
    if (['ENOSPC', 'EACCES', 'EROFS', 'EDQUOT'].includes(errorCode(error))) {
      throw new DatabaseFailure('RESTORE_NOT_WRITABLE', `无法写入 ${current}：${errorCode(error)}`, error);
    }
    throw damaged(current, errorText(error));
  } finally {
    source.destroy();
    gunzip.destroy();
  }
  return unpacked;
}

/** Every file of the manifest is there with its sum, and no file is there that the manifest does not know. */
function check({ sums, manifest }: Unpacked): BackupManifest {
  if (manifest?.format !== 'zean-backup/1') throw damaged(MANIFEST_FILE, '缺失或格式不符');
  for (const [path, wanted] of Object.entries(manifest.files)) {
    const found = sums.get(path);
    if (!found) throw damaged(path, '文件缺失');
    if (found.sha256 !== wanted.sha256) throw damaged(path, 'sha256 不符');
  }
  for (const path of sums.keys()) if (!(path in manifest.files)) throw damaged(path, '清单中没有这个文件');
  if (!sums.has(`${CLUSTER_IN_ARCHIVE}/PG_VERSION`)) throw damaged(`${CLUSTER_IN_ARCHIVE}/PG_VERSION`, '文件缺失');
  return manifest;
}

async function giveAway(folder: string, place: Place): Promise<void> {
  if (!place.identity) return;
  const { uid, gid } = place.identity;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await giveAway(path, place);
    else await chown(path, uid, gid);
  }
  await chown(folder, uid, gid);
}

/**
 * Restores a backup into an empty data folder; `startEmbedded` then opens it and replays the log. Everything is unpacked
 * aside and checked against the manifest first: a damaged archive leaves the folder empty.
 * Throws `DatabaseFailure`: RESTORE_NOT_EMPTY, BACKUP_MISSING, BACKUP_DAMAGED (naming the file), RESTORE_NOT_WRITABLE.
 */
export async function restore(
  from: string,
  dataFolder: string,
  onProgress: (progress: Progress) => void = () => {},
): Promise<BackupManifest> {
  const archive = resolve(from);
  const total = await open(archive, 'r')
    .then(async (file) => {
      const { size } = await file.stat();
      await file.close();
      return size;
    })
    .catch((error) => {
      throw new DatabaseFailure('BACKUP_MISSING', `无法读取备份文件 ${archive}：${errorCode(error)}`, error);
    });
  const data = resolve(dataFolder);
  const present = (await readdir(data).catch(() => [])).filter((name) => name !== LOCK_FILE);
  if (present.length > 0) {
    throw new DatabaseFailure(
      'RESTORE_NOT_EMPTY',
      `数据目录 ${data} 不是空的（有 ${present[0]} 等 ${present.length} 项），恢复只能写入空目录`,
    );
  }
  const place = await placeOf(data, () => {});
  const lock = await lockFolder(data);
  // With a private data folder the cluster lies elsewhere (see placeOf): unpack there, so that it can be renamed.
  // While this folder is there no start makes a fresh cluster: a killed restore is never mistaken for an empty database.
  const staging = join(place.area, STAGING_FOLDER);
  try {
    await mkdir(staging, { mode: 0o700 });
    const unpacked = await unpack(archive, staging, (bytes, file) => onProgress({ bytes, total, file }));
    const manifest = check(unpacked);
    await giveAway(join(staging, CLUSTER_IN_ARCHIVE), place);
    for (const name of await readdir(join(staging, DATA_IN_ARCHIVE)).catch(() => [])) {
      await rename(join(staging, DATA_IN_ARCHIVE, name), join(data, name));
    }
    await rename(join(staging, CLUSTER_IN_ARCHIVE), place.cluster);
    await rm(staging, { recursive: true, force: true });
    return manifest;
  } catch (error) {
    // The folder was empty before: it is left so, the pointer to an area elsewhere included.
    await rm(staging, { recursive: true, force: true });
    for (const name of await readdir(data))
      if (name !== LOCK_FILE) await rm(join(data, name), { recursive: true, force: true });
    if (place.area !== data) await rm(place.area, { recursive: true, force: true });
    throw error;
  } finally {
    await lock.release();
  }
}
