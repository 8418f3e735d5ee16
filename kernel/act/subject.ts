import type { Actor } from './actor.ts';
import type { Personal } from './personal.ts';

/** The columns every subject row has. */
export interface Base {
  county: string;
  id: string;
  version: number;
}

/** A generated row (`rows.ts`) with what the schema cannot say of a column: the shape of a JSON value, the words of a list. */
export type RowAs<Row extends Base, More extends { [K in keyof More]: K extends keyof Row ? unknown : never }> = Omit<
  Row,
  keyof More
> &
  More;

/**
 * A subject (办理对象) is a table whose rows are only changed by effects of commands, so that the journal holds every
 * column's history and a row can be rebuilt from it.
 */
export interface Subject<Row extends Base = Base> {
  kind: string;
  /** `schema.table` in PostgreSQL. */
  table: string;
  label: string;
  /** Town of a row: tallies are kept and seen per town. */
  town?(row: Row): string | null;
  /** Enterprise of a row, for tallies kept per enterprise. */
  enterprise?(row: Row): string | null;
  /**
   * Rows somebody sees beside those of his town or enterprise: an expert's, an agency's, rows of the whole county. The application's
   * own wall; row-level security is the other, and each holds alone.
   */
  sees?(actor: Actor, row: Row): boolean;
  /** Columns of type jsonb: their values travel as JSON text, lists included. */
  json?: readonly (keyof Row & string)[];
  /** Columns it had once: old effects still name them, and a replay passes over them. */
  gone?: readonly string[];
  /** Former names of columns: what old effects say of them is of the column of today. */
  renamed?: Readonly<Record<string, keyof Row & string>>;
  /** Column that is true on rows a migration put here from elsewhere: they have no beginning in the journal. */
  moved?: keyof Row & string;
  /** Columns never written to the journal in the clear (password hashes and the like). */
  secret?: readonly (keyof Row & string)[];
  /** Columns with personal data (个人信息): the journal shows them masked, and a masked value is never written back. */
  personal?: { readonly [K in keyof Row & string]?: Personal };
}

/** Declares a subject. */
export const subject = <Row extends Base>(spec: Subject<Row>): Subject<Row> => spec;

/** True when the actor sees this row: the county all, a town its own, an enterprise its own, and what `sees` adds. */
export function seesRow<Row extends Base>(of: Subject<Row>, actor: Actor, row: Row): boolean {
  if (actor.scope === 'county') return true;
  if (actor.scope === 'town' && actor.town !== null && of.town?.(row) === actor.town) return true;
  if (actor.scope === 'enterprise' && actor.enterprise !== null && of.enterprise?.(row) === actor.enterprise)
    return true;
  return of.sees?.(actor, row) ?? false;
}

/** One key of a tally: what is counted, and on which day when it is a series. */
export interface TallyKey {
  key: readonly (string | number | boolean | null)[];
  day?: string | null;
  n?: number;
}

/** A roll-up declared as a pure function of one row. A change to a row counts −1 for its old keys and +1 for its new. */
export interface Tally<Row extends Base = Base> {
  name: string;
  of: Subject<Row>;
  /** `town`: one figure per town; `enterprise`: one per enterprise (and town). */
  per: 'town' | 'enterprise';
  keys(row: Row): readonly TallyKey[];
  /** Change this text when `keys` changes meaning: the tally is then recounted at start. */
  edition: string;
}

/** Declares a tally. */
export const tally = <Row extends Base>(spec: Tally<Row>): Tally<Row> => spec;
