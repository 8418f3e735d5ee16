import type { Module } from '#kernel/server';
import { carryMessages, sweepMessages } from './carry.ts';
import { messageCommands } from './commands/index.ts';
import { inboxQuery, kindsQuery, unreadQuery } from './queries/inbox.ts';
import { inboxSink } from './sink.ts';

/** What this subject offers to composition. */
export const messagesModule: Module = {
  commands: messageCommands,
  queries: [unreadQuery, inboxQuery, kindsQuery],
  sinks: [inboxSink],
  jobs: [
    {
      name: 'messages.carry',
      title: '送达消息',
      everyMs: 1000,
      round: ({ runner, county }) => carryMessages(runner, county),
    },
    {
      name: 'messages.sweep',
      title: '清理旧消息',
      everyMs: 3_600_000,
      round: ({ runner, county }) => sweepMessages(runner, county),
    },
  ],
};
