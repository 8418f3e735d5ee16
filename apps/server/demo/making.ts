import { completeUscc } from '#registry';
import type { Trade } from './names.ts';
import type { Dice } from './random.ts';

/** When the demonstration's registry was written. */
export const BEGAN = '2021-05-06T02:00:00.000Z';

/** One row to be inserted. */
export type Row = Record<string, unknown> & { id: string };

/** An enterprise as the demonstration's histories need it. */
export interface DemoFirm {
  id: string;
  name: string;
  town: string;
  sector: string;
  flags: string[];
  principalName: string;
  safetyName: string;
  responsible: { body: string; department: string; officer: string; officerName: string }[];
}

/** What is being made, and what is already taken. */
export interface Making {
  dice: Dice;
  mint: (at: string) => string;
  officers: readonly Row[];
  names: Set<string>;
  codes: Set<string>;
}

/** An enterprise with the row it becomes. */
export interface Firm {
  demo: DemoFirm;
  row: Row;
  trade: Trade;
  phones: readonly [string, string];
}

/** A code with a right check character, of a body that does not exist, nobody else has. */
export function usccOf(dice: Dice, taken: Set<string>): string {
  for (;;) {
    const code = completeUscc(`91140525MAX${String(dice.int(0, 999_999)).padStart(6, '0')}`);
    if (code && !taken.has(code)) {
      taken.add(code);
      return code;
    }
  }
}
