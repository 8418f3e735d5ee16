import type { Day, MeasureReads } from '#kernel';
import { boardTask, burnDownOf, figuresOf, noticeOf, targetText } from '#programme';
import type { ProgressBody, Publication } from './subjects.ts';

/** The board as the public may see it: only tasks with a measured county figure; towns, enterprises and persons are left out. */
async function progressBody(reads: MeasureReads, noticeId?: string): Promise<ProgressBody | null> {
  const notice = noticeOf(reads.actor.county, noticeId);
  if (!notice) return null;
  const figure = await figuresOf(reads, notice);
  const tasks = notice.tasks
    .filter((task) => task.measure)
    .map((task) => ({
      task,
      shown: boardTask(
        task,
        figure(task),
        reads.measures.find((m) => m.name === task.measure?.name),
        reads.today,
        undefined,
      ),
    }))
    .filter(({ shown }) => shown.figure !== null);
  const chapters = notice.chapters
    .map((chapter) => ({
      id: chapter.id,
      title: chapter.title,
      tasks: tasks
        .filter(({ task }) => chapter.clauses.some((c) => c.id === task.clause))
        .map(({ task, shown }) => ({
          clause: task.clause,
          title: task.title,
          due: task.due,
          n: shown.figure!.n,
          of: shown.figure!.of,
          unit: shown.figure!.unit,
          ...(shown.figure!.title === task.title ? {} : { counts: shown.figure!.title }),
          target: targetText(task.target),
          ...(task.target.kind === 'zero' ? { left: true as const } : {}),
          state: shown.progress.state,
          sentence: shown.progress.sentence,
        })),
    }))
    .filter((chapter) => chapter.tasks.length > 0);
  const campaigns = [];
  for (const campaign of notice.campaigns) {
    const burn = await burnDownOf(reads, campaign);
    campaigns.push({
      id: campaign.id,
      title: campaign.title,
      due: campaign.due,
      open: burn.openNow,
      points: burn.points,
      ideal: burn.ideal,
    });
  }
  const { id, number, title, issuer } = notice.document;
  return { notice: { id, number, title, issuer }, asOf: reads.today, chapters, campaigns };
}

/** What would be published now: the row without its id; null when there is no notice. */
export async function drafted(
  reads: MeasureReads,
  given: { notice?: string | undefined; visibleUntil?: Day | null | undefined },
): Promise<Omit<Publication, 'county' | 'id' | 'version' | 'withdrawnAt' | 'withdrawReason'> | null> {
  const body = await progressBody(reads, given.notice);
  if (!body) return null;
  return {
    kind: 'progress',
    title: `${body.notice.number}任务进展（截至 ${body.asOf}）`,
    body,
    publishedAt: reads.at,
    publishedBy: reads.actor.account || null,
    publishedByName: reads.actor.name,
    visibleUntil: given.visibleUntil ?? null,
  };
}
