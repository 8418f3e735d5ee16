import type { PasswordProfile } from './domain/password.rule.ts';

/** What the installation decides about accounts. Set once by composition; the strict values hold until then. */
export interface AccessRules {
  demo: boolean;
  profile: PasswordProfile;
  /** Real time in ms for one-time codes: authenticators know no demonstration clock. */
  codeClock: () => number;
}

const strict: AccessRules = { demo: false, profile: 'dengbao', codeClock: () => Date.now() };
let current: AccessRules = strict;

export const accessRules = (): AccessRules => current;
/** Sets some of the rules for this process; the others stay. */
export function setAccessRules(rules: Partial<AccessRules>): void {
  current = { ...current, ...rules };
}
