import { randomBytes } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseFailure, errorCode } from './failure.ts';

/** The file of passwords in the data folder, mode 0600, owned by whoever runs the server program. */
export const SECRETS_FILE = 'secrets.json';

/** `superuser`: the embedded server's own; `roles`: role name → password. */
export interface Secrets {
  superuser: { name: string; password: string };
  roles: Record<string, string>;
}

/** 32 random bytes in letters that need no quoting in SQL, URLs or shells. */
export function newPassword(): string {
  return randomBytes(32).toString('base64url');
}

/** Reads the passwords, or undefined when none were ever made here. */
export async function readSecrets(dataFolder: string): Promise<Secrets | undefined> {
  const path = join(dataFolder, SECRETS_FILE);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new DatabaseFailure('SECRETS_UNREADABLE', `无法读取口令文件 ${path}：${errorCode(error)}`, error);
  }
  try {
    const secrets = JSON.parse(text) as Secrets;
    if (typeof secrets.superuser.password === 'string' && typeof secrets.roles === 'object') return secrets;
  } catch {
    // Falls through to the one sentence below: broken JSON and a wrong shape are the same news.
  }
  throw new DatabaseFailure('SECRETS_BROKEN', `口令文件 ${path} 已损坏，请从备份恢复该文件`);
}

/** Writes the passwords so that a crash leaves the old file or the new one, never half of one. */
export async function writeSecrets(dataFolder: string, secrets: Secrets): Promise<void> {
  const path = join(dataFolder, SECRETS_FILE);
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(`${JSON.stringify(secrets, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

/** The passwords of a data folder, made on first use. */
export async function secretsOf(dataFolder: string): Promise<Secrets> {
  const present = await readSecrets(dataFolder);
  if (present) return present;
  const made: Secrets = { superuser: { name: 'zean_super', password: newPassword() }, roles: {} };
  await writeSecrets(dataFolder, made);
  return made;
}
