/** The desk's form of every move: fields, titles, clauses and what must be there are the declaration's. */
import { useCallback } from 'react';
import { type AnyMove, formFields, formLacking } from '#kernel';
import { type ActField, type ActForm, type BatchAct, useMe, type Values } from '#kernel/ui';
import { photosSent } from '../../documents/desk/index.ts';
import { lives } from '../domain/lives.ts';
import { dutyMoves } from '../domain/moves/index.ts';
import { representsOf } from '../domain/represents.rule.ts';
import { Others } from './Others.tsx';

/** What of an instance a form looks at. */
export interface Formable {
  id: string;
  version: number;
  loop: string;
  state: string;
  periodFrom?: string;
  periodTo?: string;
}

/** The material stands for the whole period, as far as it has come. */
function startOf(move: AnyMove, row: Formable, today: string): Values {
  if (move.verb !== dutyMoves.handIn.verb || !row.periodFrom || !row.periodTo) return {};
  return { ...representsOf({ periodFrom: row.periodFrom, periodTo: row.periodTo }, today) };
}

function formOf(move: AnyMove, row: Formable, today: string): ActForm {
  const title = lives.title(move, row);
  return {
    name: move.command,
    title,
    given: { id: row.id, version: row.version },
    touches: ['programme'],
    fields: formFields<Partial<ActField> & Pick<ActField, 'kind'>>(move.fields, {
      photos: { kind: 'files', accept: 'image/*,application/pdf' },
      others: {
        kind: 'custom',
        render: (value, change) => <Others id={row.id} value={(value as string[] | undefined) ?? []} change={change} />,
      },
    }),
    start: startOf(move, row, today),
    missing: (values: Values) => formLacking(move.fields, values, row, today),
    shape: photosSent,
    said: () => `${title}已办，现为“${lives.wordAfter(move, row)}”`,
  };
}

/** The forms of every move open on an instance; who may press which is for `can` to say. */
export function useDutyForms(): (row: Formable) => ActForm[] {
  const { today } = useMe();
  return useCallback((row) => lives.open(row).map((move) => formOf(move, row, today)), [today]);
}

/** Acts on many at once: 审核通过, 催办; or those of one command. */
export const batchActs = <Row extends { id: string; version: number }>(today: string, only?: string): BatchAct<Row>[] =>
  lives.moves
    .filter((move) => move.batch && (!only || move.command === only))
    .map((move) => {
      const form = formOf(move, { id: '', version: 1, ...lives.startsAt(move) }, today);
      return {
        name: move.command,
        title: form.title,
        fields: form.fields,
        touches: ['programme'],
        given: (row: Row, values: Values) => ({ id: row.id, version: row.version, ...values }),
      };
    });
