/** What the queries of this context answer, taken from their declarations. */
import type { AnswerOf } from '#kernel';
import type { inboxQuery, kindsQuery, unreadQuery } from '../queries/inbox.ts';

export type Inbox = AnswerOf<typeof inboxQuery>;
export type Message = Inbox['rows'][number];
export type Unread = AnswerOf<typeof unreadQuery>;
export type Kinds = AnswerOf<typeof kindsQuery>;
