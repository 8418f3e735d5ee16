import { createContext, useContext, useMemo } from 'react';
import type { Actor } from '../act/actor.ts';

/** Who is at the desk, what they may do, where, and which day it is there (`access.me`). */
export interface Me {
  actor: Omit<Actor, 'session'> & {
    /** The role in words; absent in what a phone kept of an older server. */
    roleTitle?: string;
  };
  /** Names of the commands and queries this person may use at all. */
  may: string[];
  county: { code: string; name: string; towns: { code: string; name: string }[] };
  /** The server serves more counties than this one: public addresses name theirs. */
  severalCounties?: boolean;
  /** YYYY-MM-DD */
  today: string;
  /** Longest edge in pixels of a photo as it is sent; left out where photos go up as the camera made them. */
  photoEdge?: number;
  demo?: unknown;
  /** Set when the person must first do something with the account itself. */
  must?: 'change-password' | 'enrol' | null;
}

/** Who is signed in. */
export const MeContext = createContext<Me | null>(null);

/** The person at the desk; a page is only drawn when somebody is signed in. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe outside a signed-in frame');
  return me;
}

/** Whether one of the names is in `may`; nothing needed = true. */
export function mayAny(me: Me, needs: string | readonly string[] | undefined): boolean {
  if (needs === undefined) return true;
  return (typeof needs === 'string' ? [needs] : needs).some((name) => me.may.includes(name));
}

/** Whether this person may use the command or query at all; per record, use its `can`. */
export function useMay(needs: string | readonly string[]): boolean {
  return mayAny(useMe(), needs);
}

/** Towns of the county as a filter or a form offers them, of one town only when it is named. */
export const townOptions = (me: Pick<Me, 'county'>, only?: string | null): { value: string; label: string }[] =>
  me.county.towns.filter(({ code }) => !only || code === only).map(({ code, name }) => ({ value: code, label: name }));

/** Towns of the county, where a component asks. */
export function useTownOptions(): { value: string; label: string }[] {
  const me = useMe();
  return useMemo(() => townOptions(me), [me]);
}

/** Name of a town by its code, the code itself when unknown. */
export function useTownName(): (code: string | null | undefined) => string {
  const { county } = useMe();
  return (code) => (code ? (county.towns.find((town) => town.code === code)?.name ?? code) : '--');
}
