import { describe, expect, it } from 'vitest';
import { deskLimits, isAlive, limitsOf, longLimits } from './session.rule.ts';
import { isInEnterprise, isInTown, isOffice, roles, roleWords, scopeOf } from './words.ts';

const HOUR = 3_600_000;

describe('how long a session lives', () => {
  it('bureau and town desks: two hours idle, twelve in all; everything else a week and thirty days', () => {
    for (const role of roles) {
      expect(limitsOf(role, 'desk')).toBe(isOffice(role) ? deskLimits : longLimits);
      expect(limitsOf(role, 'field')).toBe(longLimits);
    }
  });

  it.each([
    [2 * HOUR - 1, true],
    [2 * HOUR, false],
  ])('%i ms idle: %s', (idle, alive) => {
    expect(isAlive({ seenAt: 0, endsAt: 12 * HOUR }, idle, deskLimits)).toBe(alive);
  });

  it('ends at its end, however busy', () => {
    expect(isAlive({ seenAt: 12 * HOUR - 1, endsAt: 12 * HOUR }, 12 * HOUR - 1, deskLimits)).toBe(true);
    expect(isAlive({ seenAt: 12 * HOUR, endsAt: 12 * HOUR }, 12 * HOUR, deskLimits)).toBe(false);
  });
});

describe('roles', () => {
  it('each has a word and a scope; town and enterprise posts are what the database checks', () => {
    expect(roles.filter(isInTown)).toEqual(['town-lead', 'town-officer']);
    expect(roles.filter(isInEnterprise)).toEqual(['principal', 'safety-manager', 'worker']);
    expect(scopeOf('auditor')).toBe('county');
    expect(new Set(Object.values(roleWords)).size).toBe(roles.length);
  });
});
