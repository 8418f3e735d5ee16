import { z } from 'zod';
import type { MeasureReads } from './act.ts';
import type { Sentence } from './actor.ts';

/** A row that waits for somebody (待办): what every home needs of it. A context adds what its own way of showing it needs. */
export interface WaitingRow {
  id: string;
  version: number;
  /** Why it waits for me. */
  why: string;
  /** Commands the reader may make on it now. */
  can: readonly string[];
}

/** What waits under one verb: the command that takes it on, how many there are, the first of them. */
export interface WaitingGroup<Row extends WaitingRow = WaitingRow> {
  key: string;
  title: string;
  command: string;
  /** Exact, also when `rows` holds fewer. */
  total: number;
  rows: readonly Row[];
}

/** One act of mine (已办), by its journal entry. A context adds what its own way of showing it needs. */
export interface DoneRow {
  id: string;
  at: string;
  sentence: string;
}

/** A page of what somebody did. */
export interface DonePage<Did> {
  rows: readonly Did[];
  /** The instant up to which the journal was read, when there is more behind it: rows that he may no longer see are left out of a page. */
  next: string | null;
}

/** Where the home gathers from: one per context that lets something wait for people. */
export interface TodoSource<
  Row extends z.ZodType<WaitingRow> = z.ZodType<WaitingRow>,
  Did extends z.ZodObject = z.ZodObject,
> {
  /** The context, as the desk names its part of the home. */
  name: string;
  may: readonly Sentence<never>[];
  /** What a row that waits and an act of mine hold: the OpenAPI document and the types of screens are taken from here. */
  row: Row;
  did: Did;
  /** Ask every statement before waiting for the first: they leave together. */
  waiting(reads: MeasureReads): Promise<readonly WaitingGroup<z.output<Row>>[]>;
  /** Newest first, older than `before`, at most `limit`. */
  done(
    reads: MeasureReads,
    page: { before?: string | undefined; limit: number },
  ): Promise<DonePage<z.output<Did> & DoneRow>>;
}

/** Declares one; each row is what it says. */
export const todoSource = <Row extends z.ZodType<WaitingRow>, Did extends z.ZodObject>(
  source: TodoSource<Row, Did>,
): TodoSource<Row, Did> => source;

/** The schema of a group of such rows. */
export const groupAnswer = <Row extends z.ZodType<WaitingRow>>(row: Row) =>
  z.strictObject({ key: z.string(), title: z.string(), command: z.string(), total: z.int(), rows: z.array(row) });

/** Something the search over everything found; it opens at `path`. */
export interface Found {
  title: string;
  note?: string;
  path: string;
}

/** Where the search over everything (Ctrl K) looks: one per kind of record. */
export interface SearchSource {
  /** What is found, as the heading over it. */
  title: string;
  /** Small first: what one works on before what one looks up. */
  order: number;
  may: readonly Sentence<never>[];
  /** Words are trimmed and have two characters at least. */
  find(reads: MeasureReads, words: string): Promise<readonly Found[]>;
}
