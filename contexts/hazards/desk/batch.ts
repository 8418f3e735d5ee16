/** Acts that make sense on many hazards at once: one reason, one plan, one visit. Fields are those of the single act. */
import { isAsked } from '#kernel';
import type { BatchAct } from '#kernel/ui';
import { photosSent } from '../../documents/desk/index.ts';
import { loops } from '../domain/loop.ts';
import { formOf } from './forms.ts';

interface Batchable {
  id: string;
  version: number;
}

/** All batch acts, or those of one command. */
export function batchActs<Row extends Batchable>(today: string, only?: string): BatchAct<Row>[] {
  return loops.moves
    .filter((move) => move.batch && (!only || move.command === only))
    .map((move) => {
      const { title, fixed = {} } = move.batch ?? {};
      const like = { id: '', version: 1, ...loops.startsAt(move), level: 'unjudged', dueOn: null };
      const form = formOf(move, like, { today, criterion: () => () => null, experts: [] });
      const asked = (place: string) => !(place in fixed) && isAsked(move.fields[place], fixed);
      return {
        name: move.command,
        title: title ?? form.title,
        fields: form.fields.filter((field) => asked(field.place)),
        touches: ['programme', 'registry'],
        given: (row: Row, values: Record<string, unknown>) => ({
          id: row.id,
          version: row.version,
          ...fixed,
          ...photosSent(values),
        }),
      };
    });
}
