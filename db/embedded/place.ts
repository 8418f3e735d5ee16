import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DatabaseFailure, errorCode } from '../failure.ts';

/** Who the server processes run as; undefined = as ourselves. PostgreSQL refuses to run as root. */
export interface Identity {
  uid: number;
  gid: number;
}

/** Where the parts of the embedded server lie. */
export interface Place {
  dataFolder: string;
  /** Parent of the next three: the data folder itself, or /var/lib/zean/… (see `placeOf`). */
  area: string;
  cluster: string;
  sockets: string;
  natives: string;
  identity: Identity | undefined;
}

/** The customary "nobody". */
const NOBODY = 65534;
/** Where a restore unpacks, inside the area. */
export const STAGING_FOLDER = '.restoring';
const POINTER_FILE = 'postgres.json';
const isRoot = () => process.getuid?.() === 0;

/** Who runs the server when we are root: initdb wants a user that /etc/passwd knows, and "nobody" is 99 on some systems. */
async function nobody(): Promise<Identity> {
  const users = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'));
  const found = users.find((user) => user[2] === String(NOBODY)) ?? users.find((user) => user[0] === 'nobody');
  return { uid: Number(found?.[2] ?? NOBODY), gid: Number(found?.[3] ?? NOBODY) };
}

async function statOf(path: string) {
  return stat(path).catch((error) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
}

/** The first folder from the root down to `path` that `uid` may not pass through, by its mode bits. */
async function barrier(path: string, who: Identity): Promise<string | undefined> {
  const chain: string[] = [];
  for (let at = resolve(path); ; at = dirname(at)) {
    chain.unshift(at);
    if (dirname(at) === at) break;
  }
  for (const folder of chain) {
    const found = await statOf(folder);
    if (!found) return undefined;
    const bit = found.uid === who.uid ? 0o100 : found.gid === who.gid ? 0o010 : 0o001;
    if (!(found.mode & bit)) return folder;
  }
  return undefined;
}

/** Makes a folder for the server's own use: 0700 and in its name. */
export async function ownFolder(path: string, identity: Identity | undefined): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  if (identity) await chown(path, identity.uid, identity.gid);
  await chmod(path, 0o700);
}

/**
 * Decides where cluster, sockets and copied binaries lie and who runs them, and makes the data folder.
 *
 * As root the server runs as uid 65534, or as whoever already owns the cluster. That uid must be able to walk to the
 * cluster; when the data folder lies under a private folder (a clone in /root), the cluster goes to /var/lib/zean/<random>
 * and `postgres.json` in the data folder points there. Folders that are not ours are never re-moded.
 */
export async function placeOf(dataFolder: string, log: (line: string) => void): Promise<Place> {
  const data = resolve(dataFolder);
  await mkdir(data, { recursive: true, mode: isRoot() ? 0o711 : 0o700 }).catch((error) => {
    throw new DatabaseFailure('FOLDER_NOT_WRITABLE', `无法建立数据目录 ${data}：${errorCode(error)}`, error);
  });
  const place = (area: string, identity: Identity | undefined): Place => ({
    dataFolder: data,
    area,
    cluster: join(area, 'postgres'),
    sockets: join(area, 'run'),
    natives: join(area, 'native'),
    identity,
  });
  const pointed = await readFile(join(data, POINTER_FILE), 'utf8').catch(() => undefined);
  if (!isRoot()) return place(pointed ? (JSON.parse(pointed) as { area: string }).area : data, undefined);

  const area = pointed ? (JSON.parse(pointed) as { area: string }).area : data;
  const owner = await statOf(join(area, 'postgres'));
  const identity = owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : await nobody();
  if (pointed) return place(area, identity);

  // The folder itself is ours: let the server's uid pass, what lies inside keeps its own modes.
  const mode = (await stat(data)).mode;
  if ((await stat(data)).uid === 0 && !(mode & 0o001)) await chmod(data, (mode & 0o777) | 0o001);
  const closed = await barrier(data, identity);
  if (closed === undefined) return place(data, identity);

  const other = join('/var/lib/zean', randomBytes(6).toString('hex'));
  try {
    await mkdir(other, { recursive: true, mode: 0o711 });
    await writeFile(join(data, POINTER_FILE), `${JSON.stringify({ area: other })}\n`, { mode: 0o600 });
  } catch (error) {
    throw new DatabaseFailure(
      'FOLDER_UNREACHABLE',
      `数据目录 ${data} 位于仅 root 可进入的 ${closed} 之下，数据库进程无法读取，且 ${other} 不可写；请用 ZEAN_DATA 指定别处（如 /var/lib/zean）`,
      error,
    );
  }
  log(`数据目录 ${data} 位于仅 root 可进入的 ${closed} 之下，数据库文件改放在 ${other}`);
  return place(other, identity);
}
