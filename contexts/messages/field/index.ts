import type { FieldModule } from '#kernel/phone';
import { keptInbox } from './kept-names.ts';

/** The inbox on the phone (消息): the newest are there without a signal. Eager, so it loads no page. */
export const field: FieldModule = {
  pages: [
    { path: '/messages', title: '消息', page: () => import('./Inbox.tsx').then((m) => ({ default: m.InboxPage })) },
  ],
  news: { title: '消息', path: '/messages', kept: keptInbox },
  refresh: async (me) => (await import('./keeping.ts')).keepInbox(me),
};
