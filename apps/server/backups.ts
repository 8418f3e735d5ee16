/** Backups by the clock (定时备份): one a day into a folder, each tried by restoring it, the oldest removed. */
import { lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { backup, type EmbeddedDatabase, type Tried, tryRestore } from '#db';
import type { BackupsTold } from '#documents';

/** Where backups go and how many stay; `keep` 0: none is made. */
export interface BackupPlan {
  folder: string;
  keep: number;
}

/** The last backup by the clock, as it stands beside the backups. */
export interface LastBackup {
  /** ISO instants. */
  begunAt: string;
  endedAt: string;
  file: string;
  bytes: number;
  /** What the backup held when it was restored; null when it could not be. */
  tried: Tried | null;
  /** Why it failed; null when it did not. */
  fault: string | null;
}

/** How often is looked whether a backup is due. */
export const BACKUP_LOOK_MS = 600_000;
const DAY_MS = 86_400_000;
/** After a failure the next one is not begun at once: half a backup is much writing. */
const AGAIN_MS = 3_600_000;
const LAST = 'last.json';
const BY_HAND = 'by-hand.json';
const NAME = /^zean-\d{8}T\d{6}Z\.tar\.gz$/;

/** `zean-20220516T014200Z.tar.gz`: names sort as their instants do. */
export const backupName = (at: string): string => `zean-${at.replace(/\.\d+/, '').replace(/[-:]/g, '')}.tar.gz`;

/** Which of these files go, so that the newest `keep` stay. What is not named by us is nobody's to remove. */
export const tooOld = (names: readonly string[], keep: number): string[] =>
  names
    .filter((name) => NAME.test(name))
    .sort()
    .slice(0, -keep || undefined);

/** The last one, or null when there was none. */
export const lastBackup = async (folder: string): Promise<LastBackup | null> =>
  readFile(join(folder, LAST), 'utf8').then(
    (text) => JSON.parse(text) as LastBackup,
    () => null,
  );

/** The last one made by `zean backup`, or null; it was not tried. */
export const lastByHand = async (folder: string): Promise<LastBackup | null> =>
  readFile(join(folder, BY_HAND), 'utf8').then(
    (text) => JSON.parse(text) as LastBackup,
    () => null,
  );

/** Remembers a backup made by `zean backup`, wherever it was put. Where that cannot be written, the backup is a backup all the same. */
export async function rememberByHand(folder: string, made: Pick<LastBackup, 'begunAt' | 'endedAt' | 'file' | 'bytes'>) {
  try {
    await mkdir(folder, { recursive: true, mode: 0o711 });
    await writeFile(join(folder, BY_HAND), `${JSON.stringify({ ...made, tried: null, fault: null })}\n`, {
      mode: 0o600,
    });
  } catch {}
}

/** The last backups as an administrator is told of them. */
export async function backupsOf(plan: BackupPlan, elsewhere: boolean): Promise<BackupsTold> {
  const [clock, hand] = await Promise.all([lastBackup(plan.folder), lastByHand(plan.folder)]);
  const told = (by: 'clock' | 'hand', one: LastBackup | null) =>
    one ? [{ by, endedAt: one.endedAt, file: one.file, bytes: one.bytes, tried: one.tried, fault: one.fault }] : [];
  return { planned: plan.keep > 0 && !elsewhere, elsewhere, last: [...told('clock', clock), ...told('hand', hand)] };
}

/**
 * One round: nothing while the last one is younger than a day; else a backup, tried, and only then the oldest removed, so that a broken one
 * never pushes out a good one. Throws what went wrong, and for an hour after that the same again without another try.
 */
export async function backupRound(
  source: EmbeddedDatabase,
  plan: BackupPlan,
  now: () => string,
  keys: readonly string[] = [],
): Promise<LastBackup | null> {
  const begunAt = now();
  const before = await lastBackup(plan.folder);
  const since = before ? Date.parse(begunAt) - Date.parse(before.begunAt) : Number.POSITIVE_INFINITY;
  if (before?.fault && since < AGAIN_MS) throw new Error(before.fault);
  if (before && !before.fault && since < DAY_MS) return null;
  await mkdir(plan.folder, { recursive: true, mode: 0o711 });
  const file = join(plan.folder, backupName(begunAt));
  const told = async (rest: Pick<LastBackup, 'bytes' | 'tried' | 'fault'>): Promise<LastBackup> => {
    const last = { begunAt, endedAt: now(), file, ...rest };
    await writeFile(join(plan.folder, LAST), `${JSON.stringify(last)}\n`, { mode: 0o600 });
    return last;
  };
  try {
    await backup(source, file, () => {}, keys);
    const tried = await tryRestore(file, join(plan.folder, 'trying'));
    for (const name of tooOld(await readdir(plan.folder), plan.keep))
      await rm(join(plan.folder, name), { force: true });
    return await told({ bytes: (await lstat(file)).size, tried, fault: null });
  } catch (error) {
    const fault = `定时备份 ${file} 没有成功：${(error as Error).message}`;
    const bytes = await lstat(file).then(
      (at) => at.size,
      () => 0,
    );
    await told({ bytes, tried: null, fault }).catch(() => {});
    throw new Error(fault);
  }
}
