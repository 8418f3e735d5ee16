import type { Command } from './act.ts';
import type { Actor } from './actor.ts';
import type { Base, Subject } from './subject.ts';

/** A kind of word (消息类别), as whoever gets it knows it and may turn it off. */
export interface TellingKind {
  /** `ovens.urged` */
  key: string;
  title: string;
  /** Roles it is for, wherever a word of it goes. */
  roles: readonly string[];
  /** Nobody turns it off. */
  alarm?: true;
}

/**
 * Whom a word is for: one account, or those of a place whose role the kind is for. `of` names an enterprise: those of them who answer for it are
 * told, and all of them only where nobody does.
 */
export type Addressee =
  | { account: string }
  | { enterprise: string }
  | { town: string; of?: string | null }
  | { county: true; of?: string | null };

/** A word about an act: what stands in the list, and the page of what it is about. */
export interface Telling {
  to: Addressee;
  title: string;
  text?: string | null;
  path: string;
}

/** An act that was done, as far as a word about it needs. */
export interface Told<Row extends Base, Given> {
  actor: Actor;
  given: Given;
  before: Row;
  after: Row;
  /** Rows of a subject as the act left them. */
  all<Other extends Base>(of: Subject<Other>): readonly Other[];
}

/** Who is told what when a command was done (告知): declared by the owner of the command, a pure function of the act. */
export interface Tell {
  command: string;
  kind: TellingKind;
  say(told: Told<Base, never>): readonly Telling[];
}

/** `tell(urge, urged, ({ after }) => …)`: declares who hears of a command that acts on a row; null when nobody does. */
export const tell = <Row extends Base, Given>(
  // biome-ignore lint/suspicious/noExplicitAny: what it answers is of no matter here
  of: Pick<Command<any, Row, any>, 'name'> & { handle(act: never, given: Given, row: Row): unknown },
  kind: TellingKind,
  say: (told: Told<Row, Given>) => Telling | readonly Telling[] | null,
): Tell => ({
  command: of.name,
  kind,
  say(told) {
    const said = say(told as unknown as Told<Row, Given>);
    return said === null ? [] : Array.isArray(said) ? (said as readonly Telling[]) : [said as Telling];
  },
});

/** A word on its way, with the act it is about: what a sink is given. */
export interface Sent extends Telling {
  kind: TellingKind;
  /** The act's id, and which of its words this is: said again, it is the same word. */
  act: string;
  ordinal: number;
  at: string;
  actor: Actor;
}

/** Where words go: the row that keeps one until it is carried to people. Written in the act's own statement. */
export type TellingSink = (sent: Sent) => { table: string; row: Readonly<Record<string, unknown>> };

/** Kinds of words, each once: several commands may send one. */
export const kindsOf = (tells: readonly Tell[]): readonly TellingKind[] => [...new Set(tells.map(({ kind }) => kind))];
