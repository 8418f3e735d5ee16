/** What this context answers, taken from its declarations. */
import type { z } from 'zod';
import type { AnswerOf, Refused } from '#kernel';
import type { told } from '../commands/given.ts';
import type { enrolTotp } from '../commands/own.ts';
import type { readInvitation } from '../invitation.ts';
import type { sessionsQuery } from '../queries/own.ts';
import type { signedIn } from '../routes.ts';

/** 登录中的设备 and what the account has. */
export type OwnSessions = AnswerOf<typeof sessionsQuery>;
export type Sitting = OwnSessions['rows'][number];
/** What creating or resetting tells once: a password or the path of a link, for whom, and until when. */
export type ToldOnce = z.output<typeof told>;
/** A new second factor, not in force until its first code. */
export type FreshTotp = AnswerOf<typeof enrolTotp>;
/** Whose one-time link it is. */
export type Invited = Exclude<Awaited<ReturnType<typeof readInvitation>>, Refused>;
/** What signing in answers. */
export type SignedIn = ReturnType<typeof signedIn>;
