import { todayIn, wasOffline } from '#kernel';
import type { TimelineEntry } from '#kernel/ui';
import { roleWord } from '../../access/desk/index.ts';
import type { TimelineLine } from './answers.ts';
import { citeOf, clauseOfCommand } from './cites.ts';

/** A clause that a drawer shows as it stood on a day. */
export interface OpenClause {
  instrument: string;
  clause: string;
  on: string;
}

/** The journal of a hazard as sentences: who, when, what, by which clause, with the mark of the sealed entry. */
export function storyOf(
  lines: readonly TimelineLine[],
  h: { dueOn: string | null },
  how: { open: (clause: OpenClause) => void; mayBoard: boolean },
): TimelineEntry[] {
  return lines.map((line) => {
    // A judgement already names the criterion it rests on.
    const text = line.sentence.includes('依据') ? undefined : clauseOfCommand(line.command);
    const cite = text ? citeOf(text) : null;
    const role = roleWord(line.role);
    const late = wasOffline(line);
    return {
      id: line.entry,
      who: line.actor,
      at: line.at,
      did: line.sentence,
      ...(role ? { role } : {}),
      ...(text && cite
        ? {
            cite: {
              text,
              ...(cite.kind === 'notice' && how.mayBoard
                ? { path: `/programme?clause=${encodeURIComponent(cite.clause)}` }
                : {}),
              ...(cite.kind === 'clause'
                ? { onOpen: () => how.open({ instrument: cite.instrument, clause: cite.clause, on: todayIn(line.at) }) }
                : {}),
            },
          }
        : {}),
      ...(late ? { note: '离线办理，联网后补传' } : {}),
      ...(line.mark ? { mark: line.mark } : {}),
      ...(isLate(line, h) ? { late: true } : {}),
    };
  });
}

/** Mended after the limit: the one moment of the story that is red. */
const isLate = (line: TimelineLine, h: { dueOn: string | null }): boolean =>
  line.command === 'hazards.rectify' && h.dueOn !== null && todayIn(line.at) > h.dueOn;
