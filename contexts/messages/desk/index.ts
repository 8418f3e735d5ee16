import type { DeskModule } from '#kernel/ui';

/** The inbox (消息): a bell in the bar, its page. Eager, so it loads nothing. */
export const desk: DeskModule = {
  menu: [],
  routes: [{ path: '/messages', title: '消息', page: () => import('./Messages.tsx'), needs: 'messages.inbox' }],
  tool: { needs: 'messages.unread', page: () => import('./Bell.tsx') },
};
