import { todayIn } from '#kernel';

/** Today in China, for a place that has no `me` at hand. */
export const chinaToday = (): string => todayIn(new Date().toISOString());
