import { normalCode, squeeze } from '#kernel';
import type { Role } from './words.ts';
import { isInTown } from './words.ts';

const loginShape = /^[a-z0-9][a-z0-9._-]{1,39}$/;
const HOUR_MS = 3_600_000;

/** A sign-in name (登录名) as it is stored: half-width, lower case, no spaces; null when it can be none. */
export function loginOf(text: string): string | null {
  const login = normalCode(text).toLowerCase();
  return loginShape.test(login) ? login : null;
}

/** A mobile number of 11 digits, or null. */
export function mobileOf(text: string): string | null {
  const number = normalCode(text).replace(/^\+?86-?(?=1\d{10}$)/, '');
  return /^1[3-9]\d{9}$/.test(number) ? number : null;
}

export const personName = (text: string): string => squeeze(text);

/** How long an initial password or a one-time link may wait for its person, in ms (ASVS 5.0 6.4.1). */
export function initialPasswordMs(role: Role): number {
  const office = isInTown(role) || role.startsWith('county-') || role === 'legal-reviewer' || role === 'auditor';
  // Enterprise people are enrolled by the hundred and come to the desk once a week.
  return office ? 24 * HOUR_MS : 7 * 24 * HOUR_MS;
}

export const LINK_MS = 24 * HOUR_MS;

const systems: readonly [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/HarmonyOS/, '鸿蒙'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];
const browsers: readonly [RegExp, string][] = [
  [/MicroMessenger/, '微信'],
  [/Edg\//, 'Edge'],
  [/360SE|QIHU/, '360浏览器'],
  [/QQBrowser/, 'QQ浏览器'],
  [/Firefox/, 'Firefox'],
  [/Chrome/, 'Chrome'],
  [/Safari/, 'Safari'],
];

/** What a person recognises his device by: 浏览器 · 系统. Only known words come out, whatever was sent. */
export function deviceOf(userAgent: string | undefined): string {
  const text = userAgent ?? '';
  const word = (list: readonly [RegExp, string][]) => list.find(([shape]) => shape.test(text))?.[1];
  return [word(browsers), word(systems)].filter(Boolean).join(' · ') || '其他设备';
}
