/** The desk's form of every move of both loops: fields, titles, clauses and what must be there are the declaration's. */
import type { ReactNode } from 'react';
import { type AnyMove, formFields, formLacking, formStart } from '#kernel';
import type { ActField, ActForm, Options, Values } from '#kernel/ui';
import { photosSent } from '../../documents/desk/index.ts';
import { loops } from '../domain/loop.ts';
import type { Hazard } from '../subjects.ts';

/** What of a hazard a form looks at: rows of the ledger and of 待办 have less than the record. */
export type Formable = Pick<Hazard, 'id' | 'version'> & {
  loop: string;
  state: string;
  level: string;
  dueOn: string | null;
} & Partial<Pick<Hazard, 'enterprise' | 'criterion' | 'measure' | 'person' | 'moneyYuan' | 'plan'>>;

/** What a form cannot know by itself. */
export interface FormParts {
  today: string;
  /** Draws the choice of a criterion; the value is its id. */
  criterion: (h: Formable) => NonNullable<ActField['render']>;
  experts: Options;
  /** People of an enterprise in the register, for 责任人. */
  people?: (enterprise: string) => Options;
  intro?: (h: Formable, move: AnyMove) => ReactNode;
}

/** The form of one move on a hazard. */
export function formOf(move: AnyMove, h: Formable, parts: FormParts): ActForm {
  const fields = formFields<Partial<ActField> & Pick<ActField, 'kind'>>(move.fields, {
    photos: { kind: 'files' },
    criterion: { kind: 'custom', render: parts.criterion(h) },
    expert: { kind: 'choice', options: parts.experts },
  });
  const title = loops.title(move, h);
  return {
    name: move.command,
    title,
    given: { id: h.id, version: h.version },
    touches: ['programme', 'registry'],
    fields: fields.map((field) =>
      field.place === 'person' && h.enterprise && parts.people
        ? { ...field, suggest: { of: h.enterprise, options: parts.people(h.enterprise) } }
        : field,
    ),
    start: formStart(move.fields, h),
    missing: (values: Values) => formLacking(move.fields, values, h, parts.today),
    shape: photosSent,
    said: () => `${title}已办，现为“${loops.wordAfter(move, h)}”`,
    ...(move.danger ? { danger: true } : {}),
    ...(parts.intro ? { intro: parts.intro(h, move) } : {}),
  };
}

/** The forms of every move that is open in the hazard's state, in working order; who may press which is for `can` to say. */
export const formsOf = (h: Formable, parts: FormParts): ActForm[] =>
  loops.open(h).map((move) => formOf(move, h, parts));

/**
 * The one primary act of a record: the usual next step among those the server says are open. Null when all that is open is out
 * of the ordinary (上报、移送 …): nothing then asks to be pressed.
 */
export const primaryOf = (h: { loop: string; state: string; lookBackResult?: string | null }, can: readonly string[]) =>
  loops.usual(h, can);
