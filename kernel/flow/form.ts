import { type Field, type Fields, isAsked, wrongIn } from './field.ts';

type Values = Readonly<Record<string, unknown>>;

/** A field of a move as a form draws it. */
export interface FormField<Kind extends string> {
  place: string;
  title: string;
  kind: Kind | 'text' | 'lines' | 'number' | 'day' | 'choice';
  need: boolean | ((values: Values) => boolean);
  show?: (values: Values) => boolean;
  options?: readonly { value: string; label: string }[];
  hint?: string;
  unit?: string;
  min?: number;
  max?: number;
  digits?: number;
  phrases?: readonly string[];
  most?: number;
}

const drawn = ['text', 'lines', 'number', 'day', 'choice'] as const;

/** How a screen draws what the kernel does not know: by the kind of a field, or by what it is chosen `from`. */
type Pickers<P> = Readonly<Record<string, P>>;

function formField<P extends { kind: string }>(place: string, of: Field, pickers: Pickers<P>): FormField<P['kind']> {
  const picker = pickers[of.from ?? of.kind];
  const kind: FormField<P['kind']>['kind'] | undefined = picker?.kind ?? drawn.find((one) => one === of.kind);
  if (!kind) throw new Error(`no form draws a field of kind ${of.kind} from ${of.from ?? 'nowhere'}`);
  const { hint, unit, min, max, digits, phrases, options, when } = of;
  const shown = when && ((values: Values) => isAsked(of, values));
  return {
    place,
    title: of.title,
    kind,
    need: shown ?? of.needed,
    ...(shown ? { show: shown } : {}),
    ...(hint ? { hint } : {}),
    ...(unit ? { unit } : {}),
    ...(min !== undefined ? { min } : {}),
    ...(max !== undefined ? (kind === 'files' ? { most: max } : { max }) : {}),
    ...(digits !== undefined ? { digits } : {}),
    ...(phrases?.length ? { phrases } : {}),
    ...(options ? { options: Object.entries(options).map(([value, label]) => ({ value, label })) } : {}),
    ...picker,
  };
}

/** The fields of a declared move as a form draws them. @throws Error when nothing draws one */
export const formFields = <P extends { kind: string }>(fields: Fields, pickers: Pickers<P>): FormField<P['kind']>[] =>
  Object.entries(fields).map(([place, of]) => formField(place, of, pickers));

/** What a form begins with: what the row holds already, where the declaration says so and the choice still has it. */
export function formStart(fields: Fields, row: unknown): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [place, of] of Object.entries(fields)) {
    const held = (row as Values)[place];
    if (!of.starts || held === null || held === undefined) continue;
    if (of.options && !Object.hasOwn(of.options, String(held))) continue;
    values[place] = of.kind === 'number' ? Number(held) : held;
  }
  return values;
}

/** Days that cannot be, told beside the button. */
export function formLacking(fields: Fields, values: Values, row: unknown, today: string): string[] {
  const wrong = wrongIn(fields, values, row, today);
  return wrong ? [wrong.lacking] : [];
}
