import type { OwedState, TimeState } from './words.ts';

/** How a state is drawn, at the desk and on the phone: what waits, is under way, done, off the clock, late. */
type Drawn = 'wait' | 'doing' | 'done' | 'off' | 'late';

export const stateTones: Readonly<Record<OwedState, Drawn>> = {
  owed: 'wait',
  'handed-in': 'doing',
  returned: 'wait',
  accepted: 'done',
  excused: 'off',
  ended: 'off',
};

export const timeTones: Readonly<Record<TimeState, Drawn>> = {
  upcoming: 'off',
  due: 'wait',
  missed: 'late',
  late: 'late',
  done: 'done',
  free: 'off',
};
