/**
 * A life cycle is one declared table: from which state, by which move, to which state, by whom, what must be shown, and
 * under which clause. Buttons, API, permission matrix and timeline read the same rows.
 */
export interface Move<State extends string> {
  /** Target state; `'same'` leaves the state as it is. */
  to: State | 'same';
  /** Word on the button. */
  title: string;
  /** Roles that may make this move; whose row they may make it on is the policy sentence's business. */
  by: readonly string[];
  /** Keys of the input that must not be empty. Titles in `needs` of the flow. */
  needs: readonly string[];
  /** Clause the move rests on, e.g. `安全生产法 §41`. */
  cite: string;
}

/** A life cycle as one table of states and moves. */
export interface Flow<State extends string = string> {
  name: string;
  title: string;
  start: State;
  states: Readonly<Record<State, { title: string; final?: boolean }>>;
  /** 中文 of every need key. */
  needs: Readonly<Record<string, string>>;
  moves: Readonly<Record<State, Readonly<Record<string, Move<State>>>>>;
}

/** Declares a flow. */
export const flow = <State extends string>(spec: Flow<State>): Flow<State> => spec;

/** The move of that name open in that state, or undefined. */
export function moveFrom<S extends string>(f: Flow<S>, state: string, verb: string): Move<S> | undefined {
  return f.moves[state as S]?.[verb];
}

/** Target state of a move made in `state`. */
export const targetOf = <S extends string>(move: Move<S>, state: S): S => (move.to === 'same' ? state : move.to);

/** All states that can be reached from `state` (itself included). */
export function reach<S extends string>(f: Flow<S>, state: S): Set<S> {
  const seen = new Set<S>([state]);
  const queue: S[] = [state];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const move of Object.values<Move<S>>(f.moves[at])) {
      const to = targetOf(move, at);
      if (!seen.has(to)) {
        seen.add(to);
        queue.push(to);
      }
    }
  }
  return seen;
}

/** Every (state, verb, move) of the table, for walks and matrices. */
export function everyMove<S extends string>(f: Flow<S>): { state: S; verb: string; move: Move<S> }[] {
  return (Object.keys(f.moves) as S[]).flatMap((state) =>
    Object.entries<Move<S>>(f.moves[state]).map(([verb, move]) => ({ state, verb, move })),
  );
}
