import { type Refused, refuse } from '#kernel';
import { StaleError } from './journal.ts';

const UNIQUE = '23505';
const FOREIGN = '23503';
const CHECK = '23514';
const ROW_SECURITY = '42501';
const DATA = /^22/;

interface DatabaseError {
  code?: string;
  constraint?: string;
  table?: string;
  detail?: string;
}

/** Refusals that only the database can see: a version guard, a unique key, a missing parent, a wall. */
export function refusalOf(error: unknown): Refused | null {
  if (error instanceof StaleError) return refuse('STALE');
  const { code, detail } = error as DatabaseError;
  if (code === UNIQUE) return refuse('TAKEN');
  if (code === FOREIGN)
    return refuse(
      'INVALID',
      detail?.includes('still referenced') ? '还有别的记录引用它，不能移除' : '所引用的记录不存在',
    );
  if (code === CHECK) return refuse('INVALID', '填写内容不在允许范围');
  if (code && DATA.test(code)) return refuse('INVALID', '填写内容含有无法保存的字符或超出范围的数');
  if (code === ROW_SECURITY) return refuse('NOT_YOURS');
  return null;
}
