import { type RowAs, subject } from '#kernel';
import type * as rows from './rows.ts';

/** One task as the public sees it: county figures only, nobody's name. */
export interface PublicTask {
  clause: string;
  title: string;
  due: string;
  n: number | null;
  of: number | null;
  unit: string;
  /** What exactly is counted, where the title does not say it: two figures of one thing may count differently. Publications before 2026-11-29 do not say. */
  counts?: string;
  target: string;
  /** What is counted is what is left, and the target is none of it; publications before 2026-11-28 do not say. */
  left?: true;
  state: string;
  sentence: string;
}

/** What a publication of progress holds: a snapshot, so that it reads the same for ever. */
export interface ProgressBody {
  notice: { id: string; number: string; title: string; issuer: string };
  asOf: string;
  chapters: { id: string; title: string; tasks: PublicTask[] }[];
  campaigns: {
    id: string;
    title: string;
    due: string;
    open: number;
    points: { day: string; open: number }[];
    /** The even way down from the peak to zero on the due day; publications before 2026-11-28 have none. */
    ideal?: { day: string; open: number }[];
  }[];
}

/** One row of disclosure.publication (公开内容). */
export type Publication = RowAs<rows.Publication, { body: ProgressBody }>;

export const publication = subject<Publication>({
  kind: 'publication',
  table: 'disclosure.publication',
  label: '公开内容',
  sees: (_, p) => p.withdrawnAt === null,
  json: ['body'],
});
