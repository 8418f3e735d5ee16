import type { Sentence } from '../act/actor.ts';
import type { Condition } from '../act/condition.ts';
import type { Fields } from './field.ts';

/** A move that waits in 待办: under which words, and for which rows beside those in its states that the actor may act on. */
export interface Waits<State extends string = string, Column extends string = string> {
  title: string;
  /** Key of the group; the verb unless the move waits in two tables. */
  key?: string;
  /** Only from these of its states. */
  from?: readonly State[];
  where?: Condition<Column>;
  /** Stands before every other group, and is the first thing to be done with a row. */
  first?: boolean;
  /** What the ledger is asked for beside state and table to show the whole group, e.g. `extension=1`. */
  show?: string;
}

/** A move in one life cycle: its states, and what differs there from the declaration around it. */
export interface Way<State extends string = string, Column extends string = string> {
  /** From which state to which; `'same'` leaves it. */
  from: Partial<Readonly<Record<State, State | 'same'>>>;
  /** Word on the button where it differs by state. */
  titles?: Partial<Readonly<Record<State, string>>>;
  /** States in which it is the usual next step without waiting in 待办. */
  usual?: readonly State[];
  waits?: Waits<State, Column>;
  cite?: string;
  may?: readonly Sentence<Record<Column, unknown>>[];
  /** The table and state it leads into, when that is another table. */
  into?: { loop: string; state: string };
}

/** What of a move may be done on many rows at once. */
export interface BatchOf {
  title?: string;
  /** Sent with every row and not asked. */
  fixed?: Readonly<Record<string, unknown>>;
}

/**
 * One declaration of a move (办理动作). Flow table, policy, input, OpenAPI, forms of desk and phone, 待办 group, batch act, offline ability
 * and the usual next step are derived from it; nothing of it is said elsewhere but by the handler, which is given what `fields` promise.
 */
export interface MoveDeclaration<
  Loop extends string = string,
  F extends Fields = Fields,
  Column extends string = string,
  Told extends string = string,
> {
  verb: string;
  /** `hazards.take-over` of `takeOver` in hazards. */
  command: string;
  title: string;
  /** Clause it rests on. */
  cite: string;
  may: readonly Sentence<Record<Column, unknown>>[];
  ways: Partial<Readonly<Record<Loop, Way<string, Column>>>>;
  fields: F;
  batch?: BatchOf;
  /** Can be done without a signal: the phone has it. */
  offline?: boolean;
  /** A step back, drawn apart from the way on. */
  backward?: boolean;
  danger?: boolean;
  /** The column that names who made this move, so that the phone knows that it was him before the server says so. */
  signs?: Column;
  /** What is to be seen before deciding; the screens know how each is drawn. */
  shows?: string;
  /** Columns of the row as the move leaves it: what its command answers. The state when nothing is said. */
  answers: readonly Told[];
  /** Verbs it had before: acts in the journal and on phones still bear them. */
  formerly?: readonly string[];
}

/** `takeOver` of hazards → `hazards.take-over`: a move and its command bear one name. */
export const commandName = (context: string, verb: string): string =>
  `${context}.${verb.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Names a move's command had before. */
export const formerNames = ({ command, formerly = [] }: Pick<MoveDeclaration, 'command' | 'formerly'>): string[] =>
  formerly.map((verb) => commandName(command.split('.')[0]!, verb));

type WaysOf<States extends Readonly<Record<string, string>>, Column extends string> = {
  [Loop in keyof States & string]?: Way<States[Loop], Column>;
};

/** Declares the moves of a context whose rows hold these columns and live in these tables of states. */
export const movesIn =
  <Row, States extends Readonly<Record<string, string>>>(context: string) =>
  <F extends Fields, const Told extends keyof Row & string = 'state' & keyof Row>(
    spec: Omit<MoveDeclaration<keyof States & string, F, keyof Row & string, Told>, 'ways' | 'command' | 'answers'> & {
      ways: WaysOf<States, keyof Row & string>;
      answers?: readonly Told[];
    },
  ): MoveDeclaration<keyof States & string, F, keyof Row & string, Told> => ({
    ...spec,
    command: commandName(context, spec.verb),
    answers: spec.answers ?? ['state' as Told],
  });

/** States a move leads to, of whatever table it ends in. */
export const statesAfter = (move: Pick<MoveDeclaration, 'ways'>): string[] => [
  ...new Set(
    Object.values(move.ways).flatMap((way) =>
      way
        ? Object.entries(way.from).map(([from, to]) => way.into?.state ?? (to === 'same' ? from : (to as string)))
        : [],
    ),
  ),
];
