import { z } from 'zod';
import { query } from '#kernel';
import { clockBehind } from '#kernel/server';
import { readsClock } from '../policy.ts';

/** 服务器时钟: told to who looks after the journal when it was set back behind the newest act. */
export const clockQuery = query({
  name: 'access.clock',
  title: '服务器时钟',
  input: z.strictObject({}),
  answer: z.strictObject({ behind: z.strictObject({ now: z.iso.datetime(), newest: z.iso.datetime() }).nullable() }),
  may: readsClock,
  read: async (reads) => ({ behind: await clockBehind(reads) }),
});
