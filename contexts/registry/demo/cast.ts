import type { Actor } from '#kernel';
import { type Prop, prop } from '#kernel/server';
import type { Flag, Sector } from '../domain/words.ts';

/** An enterprise as the demonstration's stories need it. */
export interface DemoFirm {
  id: string;
  name: string;
  town: string;
  sector: Sector;
  flags: Flag[];
}

/** Who plays in the demonstration: its accounts where they belong, names without an account elsewhere. All are invented. */
export interface DemoCast {
  /** The first is the one the demonstration's enterprise accounts belong to. */
  firms: readonly DemoFirm[];
  leader: Actor;
  county: Actor;
  /** In the register of experts, with an account. */
  expert: { id: string; actor: Actor };
  town: (code: string) => Actor;
  manager: (firm: DemoFirm) => Actor;
  principal: (firm: DemoFirm) => Actor;
}

/** The registry's part leaves who plays. */
export const demoCast: Prop<DemoCast> = prop<DemoCast>('registry.cast');
