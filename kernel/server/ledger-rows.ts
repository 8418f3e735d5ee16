import { isSent, type Personal, shownTo, withoutAlike } from '#kernel';
import type { Derived, Ledger, Looking } from './ledger-half.ts';
import type { Runner } from './run-command.ts';

/** One row of an answer under the names of its columns; the same object stands for row after row. */
interface View {
  of: readonly unknown[];
  readonly [name: string]: unknown;
}

/** A view on arrays whose values have these names. */
function viewOf(names: readonly string[]): View {
  const view = { of: [] as readonly unknown[] };
  names.forEach((name, at) => {
    Object.defineProperty(view, name, { enumerable: true, get: () => view.of[at] });
  });
  return view as View;
}

/** What a statement selects, in this order: what is sent, then what is only looked at. */
export interface Selection {
  sql: string;
  names: readonly string[];
  /** How many of the first are sent as they come. */
  plain: number;
  derived: readonly (readonly [key: string, make: (row: never, ctx: Looking) => unknown])[];
  /** Names of a row as it is sent: the first `plain`, then the derived ones. */
  sent: readonly string[];
  /** Which of them are personal data. */
  personal: readonly (readonly [key: string, of: Personal, at: number])[];
}

/** The expressions of these columns, each selected once however many look at it; `looks` adds what `can` looks at. */
export function selectionOf(
  l: Ledger,
  keys: readonly string[],
  looks: Readonly<Record<string, string>> = {},
): Selection {
  const selected = new Map<string, string>();
  const add = (key: string, sql: string) => {
    const known = selected.get(key);
    if (known !== undefined && known !== sql) throw new Error(`${l.shape.name}: ${key} is both ${known} and ${sql}`);
    selected.set(key, sql);
  };
  const derived: [string, Derived['of']][] = [];
  const reads: [string, string][] = Object.entries(looks);
  for (const key of keys) {
    const column = l.columns[key];
    if (column === undefined) throw new Error(`${l.shape.name}: column ${key} has no expression`);
    if (typeof column === 'string') add(key, column);
    else {
      derived.push([key, column.of]);
      reads.push(...Object.entries<string>(column.reads));
    }
  }
  add('id', l.id);
  if (l.version) add('version', l.version);
  const plain = selected.size;
  for (const [key, sql] of reads) add(key, sql);
  const names = [...selected.keys()];
  const sent = [...names.slice(0, plain), ...derived.map(([key]) => key)];
  return {
    sql: [...selected].map(([key, sql]) => `${sql} as "${key}"`).join(', '),
    names,
    plain,
    derived,
    sent,
    personal: l.shape.columns.flatMap(({ key, personal }) =>
      personal && sent.includes(key) ? [[key, personal, sent.indexOf(key)] as const] : [],
    ),
  };
}

const selections = new WeakMap<Ledger, Map<string, Selection>>();
const SELECTIONS = 200;
/** The selection of a page: the columns asked for (all when none are named), and what every row carries. */
export function pageSelection(l: Ledger, columns: string | undefined): Selection {
  const known = selections.get(l) ?? new Map<string, Selection>();
  selections.set(l, known);
  const asked = columns?.split(',');
  const keys = [
    ...l.shape.columns.filter((c) => !asked || isSent(c) || asked.includes(c.key)),
    ...(l.shape.carries ?? []),
  ].map((one) => one.key);
  const name = keys.join();
  let selection = known.get(name);
  if (!selection) {
    selection = selectionOf(l, keys, l.looks);
    if (known.size < SELECTIONS) known.set(name, selection);
  }
  return selection;
}

/**
 * The rows as the caller gets them. Each stays the driver's own array, for fifty copies a page cost more than its query; only what was
 * selected for `can`, for a derived column or for the cursor is cut off.
 */
export function shown(r: Runner, l: Ledger, selection: Selection, ctx: Looking, rows: unknown[][]) {
  const { plain, derived, sent, names, personal } = selection;
  const view = viewOf(names);
  const cans: (readonly string[])[] = [];
  const known = new Map<string, number>();
  for (const row of rows) {
    view.of = row;
    const made = derived.map(([, make]) => make(view as never, ctx) ?? null);
    const can = l.can?.(ctx.actor, view, r.modules) ?? [];
    const key = can.join();
    let at = known.get(key);
    if (at === undefined) {
      at = cans.push(can) - 1;
      known.set(key, at);
    }
    row.length = plain;
    row.push(...made, at);
    for (const [, of, place] of personal) row[place] = shownTo(of, ctx.actor, row[place]);
  }
  return { ...withoutAlike([...sent, 'can'], rows), cans };
}
