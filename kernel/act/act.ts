import { z } from 'zod';
import type { Fields, Flow } from '../flow/index.ts';
import type { Refused } from '../refusal/index.ts';
import type { Actor, Sentence } from './actor.ts';
import type { LedgerShape } from './ledger.ts';
import type { Base, Subject } from './subject.ts';
import type { TellingKind } from './telling.ts';

/** SQL expressions that say whose a row is: its town, enterprise, agency, the expert's account. */
export interface Owners {
  town?: string;
  enterprise?: string;
  agency?: string;
  expert?: string;
}

/** Reads a command or query may make inside its transaction; row-level security applies. */
export interface Reads {
  /** Rows of a parametrised statement, keys in camelCase. */
  many<T = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<T[]>;
  one<T = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<T | null>;
  /** The row of a subject, or null when it is not there or not visible. */
  get<Row extends Base>(subject: Subject<Row>, id: string): Promise<Row | null>;
  /**
   * The condition that keeps a statement to what the caller sees, its value pushed on `values`; a scope for which no owner is named
   * sees nothing. The application's own wall beside row-level security: every statement that lists rows carries it.
   */
  within(owners: Owners, values: unknown[]): string;
  /** Names of the commands on this kind of subject that the caller may make on this row. */
  can(kind: string, row: unknown): string[];
  /** The subject of a kind, of whichever context; null when none is declared. */
  subjectOf(kind: string): Subject | null;
  /** The shape of a ledger the caller may read, of whichever context; null when there is none. */
  ledgerOf(name: string): LedgerShape | null;
  /** Everything declared that may be counted, of all contexts: a board knows none of them by name. */
  measures: readonly AnyMeasure[];
  /** Every kind of word that acts send, of all contexts. */
  tellingKinds: readonly TellingKind[];
  actor: Actor;
  /** Server instant (ISO) and the county's day: the only clock a handler knows. */
  at: string;
  today: string;
}

/** What a handler is given: reads, and effects that the kernel writes after it returns. */
export interface Act extends MeasureReads {
  id: string;
  /** Instant claimed by the device, when the act was made offline. */
  observedAt: string | null;
  mint(): string;
  create<Row extends Base>(subject: Subject<Row>, row: NewRow<Row>): string;
  change<Row extends Base>(subject: Subject<Row>, row: Row, patch: Partial<Omit<Row, keyof Base>>): void;
  remove<Row extends Base>(subject: Subject<Row>, row: Row): void;
  /** A derived row beside a subject (a search row), written in the same statement and not journalled: it can be derived. */
  put(table: string, row: Readonly<Record<string, unknown>>): void;
  /** Writes that are no subject's (sessions, saved views): run now, in the same transaction. */
  run(sql: string, values?: readonly unknown[]): Promise<number>;
  /** Names the subject of the journal entry when the command has no `on`. */
  about(kind: string, id: string): void;
  /** Sentence for the timeline, in place of the command's title. */
  note(sentence: string): void;
}

type NullableKeys<Row> = { [K in keyof Row]: null extends Row[K] ? K : never }[keyof Row];
/** A row to be created: id, version and county may be left to the kernel, nullable columns may be left out. */
export type NewRow<Row extends Base> = Omit<Row, keyof Base | NullableKeys<Row>> &
  Partial<Pick<Row, NullableKeys<Row>>> &
  Partial<Pick<Row, 'id'>>;

/** One declaration of an act; route, OpenAPI, matrix row, idempotency, guard and journal follow from it. */
export interface Command<In extends z.ZodType = z.ZodType, Row extends Base = Base, Answer = unknown> {
  sort: 'command';
  name: string;
  title: string;
  input: In;
  /** What it answers when it is not refused; the OpenAPI document and the types of screens are taken from it. */
  answer?: z.ZodType<Answer>;
  /** The subject acted on; `id` picks its key out of the input, `version` (optional) the version the caller saw. */
  on?: { subject: Subject<Row>; id(given: z.output<In>): string };
  /**
   * The declared life cycle and the move's name in it; `of` picks the flow by row, `state` reads its state. `fields` are the move's, and
   * `lenient` the input with each of them optional: what is missing is told by its title, after who may.
   */
  flow?: { of(row: Row): Flow; state(row: Row): string; move: string; fields: Fields; lenient: z.ZodType };
  /** Names it had before: acts queued on a phone still bear them and are taken as this one. */
  formerly?: readonly string[];
  may: readonly Sentence<Row>[];
  /** Why the act is pointless on this row whoever asks (已经停用): told instead of "not yours" when a condition of `may` looks at its state. */
  moot?(row: Row): string | null;
  /** Everybody signed in may, also while a password change or enrolment is due. */
  always?: boolean;
  /** Input keys that never reach the journal (passwords). */
  secret?: readonly string[];
  /** Answer keys told once and never stored (a new password): a replay of the same key answers without them. */
  once?: readonly string[];
  /** Its entry opens one export with personal data (see `openingOfExport`). */
  opensExport?: true;
  handle(act: Act, given: z.output<In>, row: Row): Promise<Answer | Refused> | Answer | Refused;
}

/** A command whatever its types, for lists. */
export type AnyCommand =
  // biome-ignore lint/suspicious/noExplicitAny: a list of declarations is heterogeneous by nature
  Command<any, any, any>;

/** Declares a command. */
export const command = <In extends z.ZodType, Row extends Base, Answer>(
  spec: Omit<Command<In, Row, Answer>, 'sort' | 'may'> & { may: readonly Sentence<NoInfer<Row>>[] },
): Command<In, Row, Answer> => ({ sort: 'command', ...spec });

/** One declaration of a read. */
export interface Query<In extends z.ZodType = z.ZodType, Answer = unknown> {
  sort: 'query';
  name: string;
  title: string;
  input: In;
  /** What it answers when it is not refused; the OpenAPI document and the types of screens are taken from it. */
  answer?: z.ZodType<Answer>;
  may: readonly Sentence<never>[];
  always?: boolean;
  read(reads: MeasureReads, given: z.output<In>): Promise<Answer | Refused>;
}

/** A query whatever its types, for lists. */
export type AnyQuery =
  // biome-ignore lint/suspicious/noExplicitAny: as above
  Query<any, any>;

/** What a declared query or command answers when it is not refused: the one place screens take its type from. */
export type AnswerOf<D> = D extends { read(...args: never[]): Promise<infer A> }
  ? Exclude<A, Refused>
  : D extends { handle(...args: never[]): infer A }
    ? Exclude<Awaited<A>, Refused>
    : never;

/** Declares a query. */
export const query = <In extends z.ZodType, Answer>(spec: Omit<Query<In, Answer>, 'sort'>): Query<In, Answer> => ({
  sort: 'query',
  ...spec,
});

/** A figure the programme board may count (指标). */
export interface Measure<In extends z.ZodType = z.ZodType> {
  name: string;
  title: string;
  unit: string;
  params: In;
  /**
   * Names of the tallies the figure hangs on, beside the day and who asks: while none of them changes, neither does the figure, and it
   * is not counted anew. Left out by a measure that looks at rows no tally tells of.
   */
  from?: readonly string[];
  read(reads: MeasureReads, params: z.output<In>): Promise<Figure>;
}

/** Reads plus tallies, and answers that stand as long as tallies do. */
export interface MeasureReads extends Reads {
  tally(name: string, where?: TallyWhere): Promise<readonly TallyRow[]>;
  /** What `make` answers, or answered before when none of these tallies changed since; `about` tells the question from others. */
  whileUnchanged<T>(tallies: readonly string[], about: string, make: () => Promise<T>): Promise<T>;
}

/** Which part of a tally is read. `before` sums the days before that day into one figure per town and key. */
export interface TallyWhere {
  town?: string;
  prefix?: readonly (string | number | boolean | null)[];
  before?: string;
  from?: string;
}

/** One figure of a tally. It may be shared with other readers: nobody changes it. */
export interface TallyRow {
  readonly town: string;
  readonly key: readonly string[];
  readonly day: string | null;
  readonly n: number;
}

/** What a measure found: `n` of `of`, by town, and where its rows are shown. */
export interface Figure {
  n: number;
  of: number | null;
  byTown: Readonly<Record<string, { n: number; of: number | null }>>;
  /** Desk address whose rows are exactly the `n` that were counted (`rowsAt`). */
  rows: string;
  /** Desk address of exactly the `of` rows, where one ledger shows them. */
  whole?: string;
  /** Values at the end of each of the last twelve months, oldest first, and a week ago; absent where not kept. */
  series?: readonly { day: string; n: number }[];
}

/** A measure whatever its parameters, for lists. */
export type AnyMeasure =
  // biome-ignore lint/suspicious/noExplicitAny: as above
  Measure<any>;
/** Declares a measure. */
export const measure = <In extends z.ZodType>(spec: Measure<In>): Measure<In> => spec;

/** What an act answers that only names its row. */
export const idAnswer = () => z.strictObject({ id: z.uuid() });
