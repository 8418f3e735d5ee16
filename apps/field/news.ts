import { type Kept, keptOf, useLive } from '#kernel/phone';
import { modules } from './modules.ts';

/** What comes in for the person, of all contexts. */
export const news = modules.flatMap((module) => module.news ?? []);

/** How much of it is unread, as far as it was fetched. */
export function useUnread(account: string): number {
  const counts = useLive(
    () => Promise.all(news.map(({ kept }) => keptOf<{ unread: number }>(account, kept))),
    [account],
  );
  return (counts ?? []).reduce((n, row: Kept<{ unread: number }> | null) => n + (row?.value.unread ?? 0), 0);
}
