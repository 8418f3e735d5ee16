import { flagWords, scaleWords, sectorWords, statusWords } from '#registry';
import type { ProfileWords } from './domain/applies.rule.ts';

/** Words of the register, for the reason why a duty binds. */
export const profileWords: ProfileWords = {
  sectors: sectorWords,
  flags: flagWords,
  scales: scaleWords,
  statuses: statusWords,
};
