import { createHash, randomBytes } from 'node:crypto';
import { chmod, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseFailure, errorCode } from './failure.ts';

/** The file of passwords in the data folder, mode 0600, owned by whoever runs the server program. */
export const SECRETS_FILE = 'secrets.json';
/**
 * The file of the keys that seal single fields (docs/decisions/0010), mode 0600. A file of its own, because a backup needs the
 * passwords to be opened at all, and must not hold these.
 */
export const FIELD_KEYS_FILE = 'field-keys';

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

/** Writes a file only its owner reads, so that a crash leaves the old one or the new one, never half of one. */
async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  // The name too must be on the disk before rows are that only this file opens. Windows syncs no folders.
  const folder = await open(dirname(path), 'r').catch(() => undefined);
  await folder?.sync().catch(() => {});
  await folder?.close();
}

/** Writes the passwords so that a crash leaves the old file or the new one, never half of one. */
export async function writeSecrets(dataFolder: string, secrets: Secrets): Promise<void> {
  await writeWhole(join(dataFolder, SECRETS_FILE), `${JSON.stringify(secrets, null, 2)}\n`);
}

/** The passwords of a data folder, made on first use. */
export async function secretsOf(dataFolder: string): Promise<Secrets> {
  const present = await readSecrets(dataFolder);
  if (present) return present;
  const made: Secrets = { superuser: { name: 'zean_super', password: newPassword() }, roles: {} };
  await writeSecrets(dataFolder, made);
  return made;
}

/** A key that seals fields. Its id is a digest of the key itself: nobody has to invent one, and no two keys share one by mistake. */
export interface FieldKey {
  /** Eight hexadecimal digits; no secret. */
  id: string;
  bytes: Buffer;
}

/** A field key from its Base64 (32 bytes, either alphabet), or undefined when the text is none. */
export function fieldKey(text: string): FieldKey | undefined {
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  return { id: createHash('sha256').update('zean field key\n').update(bytes).digest('hex').slice(0, 8), bytes };
}

/** The first lines of a file of keys. */
const KEYS_HEAD = `# 动态口令等字段的加密密钥：一行一把，第一把用于加密，其余只用于解密。
# 不在备份之内：请另存一份，与备份分开保管。轮换：在最上面加一行（openssl rand -base64 32），重启；以后可删旧行。
`;

async function keysOfFile(path: string): Promise<FieldKey[]> {
  const text = await readFile(path, 'utf8').catch((error) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new DatabaseFailure('FIELD_KEYS_UNREADABLE', `无法读取密钥文件 ${path}：${errorCode(error)}`, error);
  });
  if (text === undefined) return [];
  // Carried here by hand, it may have come readable for all.
  if ((await stat(path)).mode & 0o077) await chmod(path, 0o600).catch(() => {});
  const keys = text.split('\n').flatMap((line, i) => {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) return [];
    const key = fieldKey(trimmed);
    if (key) return [key];
    throw new DatabaseFailure(
      'FIELD_KEYS_BROKEN',
      `密钥文件 ${path} 第 ${i + 1} 行不是密钥（应为 32 字节的 Base64），请改正该行或放回另存的密钥文件`,
    );
  });
  if (keys.length > 0) return keys;
  throw new DatabaseFailure(
    'FIELD_KEYS_BROKEN',
    `密钥文件 ${path} 中没有密钥，请放回另存的密钥文件；确无密钥时删除该文件`,
  );
}

/**
 * The field keys that are there, each once: those `given` (Base64, the newest first) before those of the data folder's file.
 * Throws `DatabaseFailure`: FIELD_KEYS_UNREADABLE, FIELD_KEYS_BROKEN (naming file and line, never its text).
 */
export async function readFieldKeys(dataFolder: string, given: readonly string[] = []): Promise<FieldKey[]> {
  const keys = [
    ...given.flatMap((text) => fieldKey(text) ?? []),
    ...(await keysOfFile(join(dataFolder, FIELD_KEYS_FILE))),
  ];
  return [...new Map(keys.map((key) => [key.id, key])).values()];
}

/** As `readFieldKeys`; the first key is made when there is none. Only for who holds the folder's lock. */
export async function fieldKeysOf(dataFolder: string, given: readonly string[] = []): Promise<FieldKey[]> {
  const present = await readFieldKeys(dataFolder, given);
  if (present.length > 0) return present;
  const made = randomBytes(32).toString('base64');
  await writeWhole(join(dataFolder, FIELD_KEYS_FILE), `${KEYS_HEAD}${made}\n`);
  return readFieldKeys(dataFolder);
}
