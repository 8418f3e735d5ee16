import type { FileKind, FileOf } from './files.ts';

/** Path of keys and positions inside one data file. */
export type PlaceInFile = readonly (string | number)[];

/** One data file after its schema, with its name for messages. */
export interface Source<K extends FileKind = FileKind> {
  kind: K;
  file: string;
  content: FileOf<K>;
  /** Set for a file of a county's overlay folder: whose it is and what it rests on. */
  overlay: { county: string; basis: string } | null;
}

/** Tells what is wrong and where. */
export type Tell = (source: { file: string }, place: PlaceInFile, message: string) => void;

export function ofKind<K extends FileKind>(sources: readonly Source[], kind: K): Source<K>[] {
  return sources.filter((each): each is Source<K> & Source => each.kind === kind) as Source<K>[];
}
