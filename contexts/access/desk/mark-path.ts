import { rowsAt } from '#kernel';
import { useMay } from '#kernel/ui';
import { actLedger } from '../ledgers.ts';

/** Where an act stands in the journal (留痕), for a timeline; nothing for who may not read it. */
export function useMarkPath(): { markPath?: (entry: string) => string } {
  return useMay(actLedger.name) ? { markPath: (entry) => rowsAt(actLedger, { entry }) } : {};
}
