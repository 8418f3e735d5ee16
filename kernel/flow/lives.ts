import { type AnySentence, rowMay, type Viewer } from '../act/actor.ts';
import { all, type Condition, columnsIn, holds, is, oneOf } from '../act/condition.ts';
import { formerNames, type MoveDeclaration, type Way } from './move.ts';
import { type Flow, type Move, reach } from './table.ts';

/** A declared move whatever its rows, for lists. */
export type AnyMove =
  // biome-ignore lint/suspicious/noExplicitAny: a list of declarations is heterogeneous by nature
  MoveDeclaration<any, any, any, any>;

/** A group of 待办: rows in these states on which the actor may make this move. */
export interface Waiting {
  key: string;
  title: string;
  command: string;
  /** The ledger's filters that show all of it. */
  search: string;
  /** Table and state of the row, and what the declaration adds. */
  where: Condition;
  may: readonly AnySentence[];
}

/** A life cycle but for its moves, which are declared beside it. */
export type Table<State extends string> = Pick<Flow<State>, 'name' | 'title' | 'start' | 'states'>;

/** The life cycles of one subject, made of its moves. */
export interface Lives {
  flows: Readonly<Record<string, Flow>>;
  moves: readonly AnyMove[];
  /** Table a row moves through, and its state in it: what a command names. */
  of(row: unknown): Flow;
  state(row: unknown): string;
  loop(row: unknown): string;
  /** Sentences of a move's command; where they differ by table each holds in its own. */
  mayOf(move: AnyMove): readonly AnySentence[];
  /** The move of a command name, a former one too. */
  moveOf(command: string): AnyMove | undefined;
  /** Clause of an act by its command name, a former one too. */
  citeOf(command: string): string | undefined;
  /** Moves open in the row's state, in declared order. */
  open(row: unknown): readonly AnyMove[];
  waiting: readonly Waiting[];
  /** Table and state the move first starts from. */
  startsAt(move: AnyMove): { loop: string; state: string };
  /** The usual next step among the commands `can` names: what waits first, then what is usual; null when all else is out of the ordinary. */
  usual(row: unknown, can: readonly string[]): string | null;
  /** Word of the row's state in its own table. */
  word(row: unknown): string;
  /** Word on the button of a move on this row. */
  title(move: AnyMove, row: unknown): string;
  /** Word of the state after the move, in the table it is then in. */
  wordAfter(move: AnyMove, row: unknown): string;
  /** Whether the actor may make the move on the row as far as the row tells; `canDo` says it on the server. */
  mayMake(move: AnyMove, actor: Viewer, row: unknown): boolean;
  /** Columns that sentences, states and waiting look at: rows that leave the server carry them. */
  columns: readonly string[];
}

/** A context with one table needs no column that names it. */
export interface LivesSpec<States extends Readonly<Record<string, string>>> {
  /** Column whose code names the table. */
  by?: string;
  tables: { [Loop in keyof States & string]: Table<States[Loop]> };
  /** By their verbs, in the order of menus and 待办. */
  moves: Readonly<Record<string, AnyMove>>;
}

const get = (row: unknown, column: string): unknown => (row as Readonly<Record<string, unknown>>)[column];
const union = (list: readonly string[]): string[] => [...new Set(list)];

function flowOf(name: string, table: Table<string>, moves: readonly AnyMove[]): Flow {
  const rows: Record<string, Record<string, Move<string>>> = {};
  const needs: Record<string, string> = {};
  for (const state of Object.keys(table.states)) rows[state] = {};
  for (const move of moves) {
    const way = move.ways[name] as Way | undefined;
    if (!way) continue;
    const fields = Object.entries(move.fields as AnyMove['fields']) as [string, { title: string; needed: boolean }][];
    for (const [key, field] of fields) needs[key] ??= field.title;
    for (const [state, to] of Object.entries(way.from)) {
      const at = rows[state];
      if (!at) throw new Error(`${move.command}: ${table.name} has no state ${state}`);
      at[move.verb] = {
        to: to as string,
        title: way.titles?.[state] ?? move.title,
        by: union((way.may ?? move.may).flatMap((s: AnySentence) => s.roles)),
        needs: fields.filter(([, field]) => field.needed).map(([key]) => key),
        cite: way.cite ?? move.cite,
      };
    }
  }
  return { ...table, needs, moves: rows };
}

/** The moves in their order, each under its own verb. */
function movesByName(moves: Readonly<Record<string, AnyMove>>): AnyMove[] {
  for (const [name, { verb, command }] of Object.entries(moves))
    if (name !== verb) throw new Error(`${command} stands under the name ${name}`);
  return Object.values(moves);
}

/** The table, when a row can come to each of its states and from each of them to an end. */
function wholeFlow(flow: Flow): Flow {
  const reached = reach(flow, flow.start);
  for (const state of Object.keys(flow.states)) {
    if (!reached.has(state)) throw new Error(`${flow.name}: no move leads to ${state}`);
    if (![...reach(flow, state)].some((end) => flow.states[end]?.final))
      throw new Error(`${flow.name}: from ${state} no move leads to an end`);
  }
  return flow;
}

/**
 * Makes tables, policies, 待办 groups and next steps of declared moves. @throws Error for a move under another's name or from a state its
 * table has not, a state nothing leads to or out of, and two groups of 待办 of one key.
 */
export function livesOf<States extends Readonly<Record<string, string>>>(spec: LivesSpec<States>): Lives {
  const { by } = spec;
  const moves = movesByName(spec.moves);
  const tables = spec.tables as unknown as Readonly<Record<string, Table<string>>>;
  const names = Object.keys(tables);
  const flows = Object.fromEntries(names.map((name) => [name, wholeFlow(flowOf(name, tables[name]!, moves))]));
  const byCommand = new Map<string, AnyMove>();
  for (const move of moves) {
    for (const name of [move.command, ...formerNames(move)]) {
      if (byCommand.has(name)) throw new Error(`${name} is declared twice`);
      byCommand.set(name, move);
    }
  }
  const inTable = (name: string): Condition => (by ? is(by, name) : all());
  const waysOf = (move: AnyMove): [string, Way][] => names.flatMap((n) => (move.ways[n] ? [[n, move.ways[n]]] : []));
  const loop = (row: unknown): string => {
    const name = by ? String(get(row, by)) : names[0]!;
    return flows[name] ? name : names[0]!;
  };
  const state = (row: unknown): string => String(get(row, 'state'));

  const mayOf = (move: AnyMove): readonly AnySentence[] => {
    const ways = waysOf(move);
    if (ways.every(([, way]) => !way.may)) return move.may;
    return ways.flatMap(([name, way]) =>
      (way.may ?? move.may).map((s: AnySentence) => ({
        ...s,
        when: s.when ? all(inTable(name), s.when) : inTable(name),
      })),
    );
  };

  const searchOf = (name: string, states: readonly string[], show?: string): string => {
    const [state, more] = states;
    const elsewhere = names.some((other) => other !== name && tables[other]!.states[state!]);
    const parts = more ? [] : [`state=${state}`, ...(by && elsewhere ? [`${by}=${name}`] : [])];
    return [...parts, ...(show ? [show] : [])].join('&');
  };
  const groups = names.flatMap((name) =>
    moves.flatMap((move) => {
      const way = move.ways[name] as Way | undefined;
      if (!way?.waits) return [];
      const states = way.waits.from ?? Object.keys(way.from);
      return [
        {
          key: way.waits.key ?? move.verb,
          title: way.waits.title,
          command: move.command,
          first: way.waits.first ?? false,
          search: searchOf(name, states, way.waits.show),
          where: all(inTable(name), oneOf('state', states), ...(way.waits.where ? [way.waits.where] : [])),
          may: (way.may ?? move.may) as readonly AnySentence[],
        },
      ];
    }),
  );
  const twice = groups.find(({ key }, i) => groups.findIndex((one) => one.key === key) !== i);
  if (twice) throw new Error(`${twice.command}: another group of 待办 has the key ${twice.key}`);
  const waiting: readonly Waiting[] = [...groups.filter((w) => w.first), ...groups.filter((w) => !w.first)];

  const wayOf = (move: AnyMove, row: unknown): Way | undefined => move.ways[loop(row)];
  const open = (row: unknown): AnyMove[] => moves.filter((move) => wayOf(move, row)?.from[state(row)] !== undefined);
  const nobody = {} as Viewer;

  return {
    flows,
    moves,
    of: (row) => flows[loop(row)]!,
    state,
    loop,
    mayOf,
    moveOf: (command) => byCommand.get(command),
    citeOf(command) {
      const move = byCommand.get(command);
      return move && (waysOf(move).find(([, way]) => way.cite)?.[1].cite ?? move.cite);
    },
    open,
    waiting,
    startsAt(move) {
      const [name, way] = waysOf(move)[0]!;
      return { loop: name, state: Object.keys(way.from)[0]! };
    },
    usual(row, can) {
      const here = open(row).filter((move) => can.includes(move.command));
      const waits = waiting.filter((w) => holds(w.where, nobody, row)).map((w) => w.command);
      const usual = (move: AnyMove) => wayOf(move, row)?.usual?.includes(state(row));
      return waits.find((name) => here.some((move) => move.command === name)) ?? here.find(usual)?.command ?? null;
    },
    word: (row) => flows[loop(row)]!.states[state(row)]?.title ?? state(row),
    title: (move, row) => wayOf(move, row)?.titles?.[state(row)] ?? move.title,
    wordAfter(move, row) {
      const way = wayOf(move, row);
      const to = way?.into ?? { loop: loop(row), state: way?.from[state(row)] };
      const code = to.state === 'same' || to.state === undefined ? state(row) : to.state;
      return flows[to.loop]?.states[code]?.title ?? code;
    },
    mayMake(move, actor, row) {
      const way = wayOf(move, row);
      if (way?.from[state(row)] === undefined) return false;
      return rowMay(way.may ?? move.may, actor, row);
    },
    columns: union([
      ...(by ? [by] : []),
      'state',
      ...moves.flatMap((move) => mayOf(move).flatMap((s) => columnsIn(s.when))),
      ...waiting.flatMap((w) => columnsIn(w.where)),
    ]),
  };
}
