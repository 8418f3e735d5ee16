import { randomBytes } from 'node:crypto';
import { type FieldCipher, fieldCipher } from '#kernel/server';
import type { PasswordProfile } from './domain/password.rule.ts';

/** What the installation decides about accounts. Set once by composition; the strict values hold until then. */
export interface AccessRules {
  demo: boolean;
  profile: PasswordProfile;
  /** Real time in ms for one-time codes: authenticators know no demonstration clock. */
  codeClock: () => number;
  /** Seals the secrets of second factors. */
  cipher: FieldCipher;
}

const strict: Omit<AccessRules, 'cipher'> = { demo: false, profile: 'dengbao', codeClock: () => Date.now() };
let current: Partial<AccessRules> & typeof strict = strict;

/**
 * The rules in force. A process to which composition gave no keys seals under one of its own, which ends with it: what it seals is
 * never in the clear, and nobody opens it later.
 */
export function accessRules(): AccessRules {
  const { cipher = fieldCipher([{ id: '00000000', bytes: randomBytes(32) }]) } = current;
  current = { ...current, cipher };
  return { ...current, cipher };
}
/** Sets some of the rules for this process; the others stay. */
export function setAccessRules(rules: Partial<AccessRules>): void {
  current = { ...current, ...rules };
}
