import { allow, type Sentence } from '#kernel';
import { receivers } from './domain/words.ts';

/** One's own inbox: everybody's, and nobody else's, the administrator's not excepted. */
export const own: readonly Sentence<never>[] = [allow<never>(receivers, '本人的消息')];
