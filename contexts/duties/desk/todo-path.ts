import { rowsAt, type Scope } from '#kernel';
import { dutyMoves } from '../domain/moves/index.ts';
import { owedLedger } from '../ledgers.ts';

/** Where all of a to-do group stands: of what is to be handed in my own, of what waits to be judged what my body looks at. */
export function todoPath(command: string, scope: Scope): string {
  const body = scope === 'county' || scope === 'town' ? scope : null;
  if (command === dutyMoves.accept.command)
    return rowsAt(owedLedger, { state: ['handed-in'], ...(body ? { reviewer: [body] } : {}) });
  return rowsAt(owedLedger, { todo: true, ...(body ? { owedBy: [body] } : {}) });
}
