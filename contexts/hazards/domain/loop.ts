import type { Flow } from '#kernel';
import { commonFlow } from './common.flow.ts';
import { selfFlow } from './self.flow.ts';

/** Which declared table a hazard moves through, and its state in it: what every command of the loop names. */
export const loopOf = {
  of: (h: { loop: string }): Flow => (h.loop === 'self' ? selfFlow : commonFlow) as Flow,
  state: (h: { state: string }): string => h.state,
};
