import type { ActState, OutboxAct, OutboxFile } from './act.ts';

const FORMAT = 'zean-outbox';
const VERSION = 1;
const STATES: readonly ActState[] = ['draft', 'waiting', 'sending', 'problem'];

/** The way out of a full, broken or borrowed phone: unsent acts and their files as one JSON text. */
export function writeBundle(acts: readonly OutboxAct[], files: readonly OutboxFile[], at: string): string {
  return JSON.stringify({
    format: FORMAT,
    version: VERSION,
    at,
    acts,
    files: files.map(({ bytes, ...file }) => ({ ...file, base64: toBase64(bytes) })),
  });
}

/** What was in an exported file. */
export interface Bundle {
  at: string;
  acts: OutboxAct[];
  files: OutboxFile[];
}

const isText = (value: unknown): value is string => typeof value === 'string';

function isAct(value: unknown): value is OutboxAct {
  const act = value as Partial<OutboxAct> | null;
  return (
    typeof act === 'object' &&
    act !== null &&
    [act.actId, act.command, act.title, act.account, act.madeAt, act.changedAt].every(isText) &&
    STATES.includes(act.state as ActState) &&
    Array.isArray(act.photos) &&
    act.photos.every(isText) &&
    typeof act.given === 'object' &&
    act.given !== null
  );
}

/**
 * Reads an exported file. What was on its way goes back to waiting: the key decides whether it had arrived.
 * @throws Error with a Chinese sentence naming what is wrong
 */
export function readBundle(text: string): Bundle {
  let body: Record<string, unknown>;
  try {
    body = JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new Error('这个文件读不懂：不是完整的 JSON，可能没有下载完');
  }
  if (body?.format !== FORMAT) throw new Error('这不是从“待传”导出的文件');
  if (typeof body.version !== 'number' || body.version > VERSION)
    throw new Error(`文件版本为 ${String(body.version)}，本程序只认得 ${VERSION} 及以前：请先更新`);
  const acts = body.acts as unknown[];
  const wrong = Array.isArray(acts) ? acts.findIndex((act) => !isAct(act)) : 0;
  if (!Array.isArray(acts) || wrong !== -1) throw new Error(`文件中第 ${wrong + 1} 条内容残缺，没有导入任何内容`);
  const files = (Array.isArray(body.files) ? body.files : []) as (Omit<OutboxFile, 'bytes'> & { base64: string })[];
  return {
    at: String(body.at ?? ''),
    acts: (acts as OutboxAct[]).map((act) =>
      act.state === 'sending' ? { ...act, state: 'waiting', tryAt: null } : act,
    ),
    files: files.map(({ base64, ...file }) => ({
      sha256: file.sha256,
      type: file.type,
      name: file.name,
      receivedAt: null,
      bytes: fromBase64(base64),
    })),
  };
}

const CHUNK = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i += 1) bytes[i] = raw.charCodeAt(i);
  return bytes;
}
