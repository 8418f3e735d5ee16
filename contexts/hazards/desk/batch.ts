/** Acts that make sense on many hazards at once: one reason, one plan, one visit. Fields are those of the single act. */
import type { BatchAct } from '#kernel/ui';
import { commandOf, formsOf, photosSent } from './forms.ts';

interface Batchable {
  id: string;
  version: number;
}

interface BatchSpec {
  verb: string;
  state: string;
  title?: string;
  /** Sent with every row and not asked. */
  fixed?: Record<string, unknown>;
  /** Asked only one by one. */
  without?: readonly string[];
}

const batches: readonly BatchSpec[] = [
  // A major hazard cites its own criterion, so only 一般 is judged in bulk.
  { verb: 'judge', state: 'found', title: '判定为一般', fixed: { level: 'general' }, without: ['level', 'criterion'] },
  { verb: 'assign', state: 'judged' },
  { verb: 'grantExtension', state: 'assigned' },
  { verb: 'verify', state: 'rectified' },
  { verb: 'close', state: 'verified' },
  { verb: 'lookBack', state: 'closed' },
];

/** All batch acts, or those of one command. */
export function batchActs<Row extends Batchable>(today: string, only?: string): BatchAct<Row>[] {
  return batches
    .filter(({ verb }) => !only || commandOf(verb) === only)
    .flatMap(({ verb, state, title, fixed, without }) => {
      const like = { id: '', version: 1, loop: 'common', state, level: 'unjudged', dueOn: null };
      const form = formsOf(like, { today, criterion: () => () => null, experts: [] }).find(
        (one) => one.name === commandOf(verb),
      );
      if (!form) return [];
      return [
        {
          name: form.name,
          title: title ?? form.title,
          fields: form.fields.filter((field) => !without?.includes(field.place)),
          touches: ['programme', 'registry'],
          given: (row: Row, values: Record<string, unknown>) => ({
            id: row.id,
            version: row.version,
            ...fixed,
            ...photosSent(values),
          }),
        },
      ];
    });
}
