/** The cells of the access matrix: where the row lies that somebody acts on. */
import type { Actor } from '#kernel';
import type { Place, TestCounty } from '../county.ts';

/** mine · of another enterprise of my town · of another town · led by the county · of nobody: an id that does not exist */
export const cells = ['own', 'neighbour', 'foreign', 'county', 'random'] as const;
export type Cell = (typeof cells)[number];

/** Which enterprise a cell lies at. */
export const placeOf = (cell: Cell): Place => (cell === 'neighbour' || cell === 'foreign' ? cell : 'home');

/** A body that would pass at that cell for somebody who may. */
export type Target = (c: TestCounty, cell: Cell, who: Actor) => Promise<Record<string, unknown>>;

/** Outcomes, one letter each: done · not yours · not found · something wrong with what was given, which only who may gets to hear. */
export const letters: Readonly<Record<string, string>> = {
  NOT_YOURS: 'x',
  NOT_FOUND: 'n',
  INVALID: 'i',
  WRONG_CODE: 'i',
  TAKEN: 't',
  SIGNED_OUT: 's',
};

/** Whether row-level security alone shows the actor rows of that cell. */
export function inScope(who: Actor, cell: Cell): boolean {
  if (cell === 'random') return false;
  if (who.scope === 'county') return true;
  if (who.scope === 'town') return cell !== 'foreign';
  return who.scope === 'enterprise' && (cell === 'own' || cell === 'county');
}
