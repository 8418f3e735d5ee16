import type { Level, Tone } from '#kernel/ui';
import { type HazardState, levelWords, selfStateWords, stateWords } from '../domain/words.ts';

/** State in the words of the table the hazard moves through: 自查自改 has its own. */
export const stateWord = (h: { state: string; loop: string }): string =>
  (h.loop === 'self' ? selfStateWords[h.state] : undefined) ?? stateWords[h.state as HazardState] ?? h.state;

/** How a state reads: waiting for an officer, being worked on by the enterprise, done, out of our hands. */
export const stateTones: Readonly<Record<string, Tone>> = {
  found: 'wait', judged: 'wait', assigned: 'doing', rectified: 'wait', verified: 'wait', closed: 'done', transferred: 'off',
};

/** The two levels of a hazard in the colours of risk; 未判定 has none. */
export const levelMarks: Readonly<Record<string, Level | undefined>> = { major: 'red', general: 'yellow' };
export const levelWord = (level: string): string => (levelWords as Readonly<Record<string, string>>)[level] ?? level;

/** One enterprise, one file (一企一档). */
export const enterprisePath = (id: string): string => `/enterprises/${id}`;
