import type { AnswerOf } from '#kernel';
import type { OutboxAct } from '#kernel/outbox';
import type { report } from '../commands/report.ts';

/** The number the server answered a report with; another act, or one not answered yet, has none. */
export const reportedNumber = (act: OutboxAct): string | undefined =>
  (act.answer as Partial<AnswerOf<typeof report>> | null)?.number;
