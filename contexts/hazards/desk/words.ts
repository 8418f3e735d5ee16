import type { Level, Tone } from '#kernel/ui';
import { flagWords, sectorWords } from '../../registry/desk/index.ts';
import { loops } from '../domain/loop.ts';
import { levelWords } from '../domain/words.ts';

/** State in the words of the table the hazard moves through: 自查自改 has its own. */
export const stateWord = (h: { state: string; loop: string }): string => loops.word(h);

/** How a state reads: waiting for an officer, being worked on by the enterprise, done, out of our hands. */
export const stateTones: Readonly<Record<string, Tone>> = {
  found: 'wait',
  judged: 'wait',
  assigned: 'doing',
  rectified: 'wait',
  verified: 'wait',
  closed: 'done',
  transferred: 'off',
};

/** The two levels of a hazard in the colours of risk; 未判定 has none. */
export const levelMarks: Readonly<Record<string, Level | undefined>> = { major: 'red', general: 'yellow' };
export const levelWord = (level: string): string => (levelWords as Readonly<Record<string, string>>)[level] ?? level;

/** One enterprise, one file (一企一档). */
export const enterprisePath = (id: string): string => `/enterprises/${id}`;

export const sectorOptions = Object.entries(sectorWords).map(([value, label]) => ({ value, label }));
export const flagOptions = Object.entries(flagWords).map(([value, label]) => ({ value, label }));
export const sectorWord = (code: string): string => (sectorWords as Readonly<Record<string, string>>)[code] ?? code;
export const flagsText = (flags: readonly string[]): string =>
  flags.map((flag) => (flagWords as Readonly<Record<string, string>>)[flag] ?? flag).join('、');
