import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** argon2id: 32 MiB, three passes (OWASP asks for at least 19 MiB and two). */
const cost = { memoryCost: 32_768, timeCost: 3, parallelism: 1 };
/** Together they must not starve the request threads, nor the memory. */
const AT_ONCE = 2;
const WAITING = 64;

let running = 0;
const waiting: (() => void)[] = [];

/** Too many passwords are being checked at once; the caller answers BUSY. */
export class HashingBusy extends Error {}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= WAITING) throw new HashingBusy('too many passwords at once');
    await new Promise<void>((go) => waiting.push(go));
  } else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** The same letters typed in another form (full-width, composed) are the same password (NIST SP 800-63B 5.1.1.2). */
const normal = (password: string): string => password.normalize('NFKC');

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(normal(password), cost));

let dummy: Promise<string> | undefined;

/** Whether the password is right. An account that is not there, or has no password, takes the same time. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword(randomBytes(18).toString('base64url'));
  const against = passwordHash ?? (await dummy);
  const right = await inTurn(() => verify(against, normal(password)));
  return right && passwordHash !== null;
}

/** 256 random bits as they stand in a cookie or a link; only their hash is stored. */
export const newToken = (): string => randomBytes(32).toString('base64url');
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
