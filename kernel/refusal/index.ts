/**
 * Refusals (拒办) are values from one closed list; bugs throw. Each code has one HTTP status and one Chinese sentence
 * that says what happened; `missing` and `places` say what is lacking and where.
 */
export const refusals = {
  SIGNED_OUT: [401, '请先登录'],
  WRONG_PASSWORD: [401, '账号或密码不对'],
  NEEDS_CODE: [401, '请输入动态口令'],
  WRONG_CODE: [401, '动态口令不对或已失效'],
  LOCKED: [423, '登录失败次数过多，账号已暂时锁定'],
  MUST_ENROL: [403, '请先启用动态口令（第二因素）再办理业务'],
  MUST_CHANGE_PASSWORD: [403, '请先修改初始密码再办理业务'],
  NOT_YOURS: [403, '不属于您的职责'],
  NOT_FOUND: [404, '没有找到，或您无权查看'],
  NO_SUCH_MOVE: [409, '当前状态不能办理此事项'],
  GONE: [410, '原来的内容已不在或已被改动'],
  STALE: [409, '这条记录刚被别人办理过，请刷新后再办'],
  TAKEN: [409, '已经存在，不能重复'],
  KEY_REUSED: [422, '同一办理编号已用于另一份内容'],
  INVALID: [422, '填写内容有误'],
  INCOMPLETE: [422, '材料不全'],
  NOT_CONNECTED: [422, '此功能尚未接入'],
  TOO_LARGE: [413, '内容过大'],
  TOO_MANY: [429, '操作过于频繁，请稍后再试'],
  DISK_FULL: [507, '服务器磁盘已满，内容未保存：请联系管理员腾出空间，之后再试'],
  BUSY: [503, '系统繁忙，请稍后再试'],
  BROKEN: [500, '服务器未能办理此事项，内容未保存，请重试；仍不行请联系管理员并告知编号'],
} as const satisfies Record<string, readonly [number, string]>;

/** One of the closed list of codes. */
export type RefusalCode = keyof typeof refusals;

/** One wrong place in what was given: where, what stood there, what is allowed. */
export interface Place {
  place: string;
  value: unknown;
  allowed: string;
  message: string;
}

/** What was refused and why, as it reaches the user. */
export interface Refusal {
  code: RefusalCode;
  message: string;
  missing?: string[];
  places?: Place[];
  /** Seconds after which trying again makes sense; also said as `Retry-After`. */
  retryAfterS?: number;
  /** The act of somebody else that came first, when the record has moved on since the caller saw it. */
  latest?: Latest;
}

/** The last act on a record: who, when, what, and the version it made. */
export interface Latest {
  actor: string;
  at: string;
  sentence: string;
  version: number;
}

/** What a handler returns instead of an answer when it refuses. */
export interface Refused {
  refused: Refusal;
}

/** Builds a refusal; without a message the code's own sentence is used. */
export function refuse(
  code: RefusalCode,
  message?: string,
  more: Pick<Refusal, 'missing' | 'places' | 'retryAfterS'> = {},
): Refused {
  return { refused: { code, message: message ?? refusals[code][1], ...more } };
}

/** Whether a value is a refusal. */
export function isRefused(value: unknown): value is Refused {
  return typeof value === 'object' && value !== null && 'refused' in value;
}

/** HTTP status of a refusal code. */
export function statusOf(code: RefusalCode): number {
  return refusals[code][0];
}

export { placesIn, shownValue } from './places.ts';
