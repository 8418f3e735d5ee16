/** The columns every subject row has. */
export interface Base {
  county: string;
  id: string;
  version: number;
}

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
  /** Columns of type jsonb: their values travel as JSON text, lists included. */
  json?: readonly (keyof Row & string)[];
  /** Columns never written to the journal in the clear (password hashes and the like). */
  secret?: readonly (keyof Row & string)[];
}

export const subject = <Row extends Base>(spec: Subject<Row>): Subject<Row> => spec;

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

export const tally = <Row extends Base>(spec: Tally<Row>): Tally<Row> => spec;
