import type { ComponentType, ReactNode } from 'react';
import { go, OutboxIcon, PersonIcon, ReportIcon, TodayIcon, usePhone } from '#kernel/phone';
import { news, useUnread } from './news.ts';

const places: readonly (readonly [path: string, word: string, icon: ComponentType])[] = [
  ['/', '今日', TodayIcon],
  ['/report', '上报', ReportIcon],
  ['/outbox', '待传', OutboxIcon],
  ['/me', '我', PersonIcon],
];

/** What is counted at a place: said beside its name, which stays what it is. */
const counted: Readonly<Record<string, string>> = { '/outbox': '条待传', '/me': '条未读' };

const isAt = (way: string, path: string): boolean =>
  path === '/'
    ? way === '/' || /^\/(hazards|acts|lead|duties|hand-in)(\/|$)/.test(way)
    : (path === '/me' && news.some((one) => one.path === way)) || way === path || way.startsWith(`${path}/`);

/** Four places at the bottom, the thumb's reach. */
export function Tabs(props: { way: string; waiting: number }): ReactNode {
  const { way, waiting } = props;
  const { me } = usePhone();
  const unread = useUnread(me.actor.account);
  const counts: Readonly<Record<string, number>> = { '/outbox': waiting, '/me': unread };
  return (
    <nav className="zf-tabs" aria-label="四个去处">
      {places.map(([path, word, Icon]) => (
        <button
          key={path}
          type="button"
          aria-current={isAt(way, path) ? 'page' : undefined}
          {...(counts[path] ? { title: `${counts[path]} ${counted[path]}` } : {})}
          onClick={() => go(path)}
        >
          <span className="zf-tabs-icon">
            <Icon />
            {counts[path] ? (
              <i className="zf-count" aria-hidden="true">
                {counts[path] > 99 ? '99+' : counts[path]}
              </i>
            ) : null}
          </span>
          {word}
        </button>
      ))}
    </nav>
  );
}
