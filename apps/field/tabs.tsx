import type { ComponentType, ReactNode } from 'react';
import { go, OutboxIcon, PersonIcon, ReportIcon, TodayIcon } from '#kernel/phone';

const places: readonly (readonly [path: string, word: string, icon: ComponentType])[] = [
  ['/', '今日', TodayIcon],
  ['/report', '上报', ReportIcon],
  ['/outbox', '待传', OutboxIcon],
  ['/me', '我', PersonIcon],
];

const isAt = (way: string, path: string): boolean =>
  path === '/'
    ? way === '/' || /^\/(hazards|acts|lead|duties|hand-in)(\/|$)/.test(way)
    : way === path || way.startsWith(`${path}/`);

/** Four places at the bottom, the thumb's reach. */
export function Tabs(props: { way: string; waiting: number }): ReactNode {
  const { way, waiting } = props;
  return (
    <nav className="zf-tabs" aria-label="四个去处">
      {places.map(([path, word, Icon]) => (
        <button key={path} type="button" aria-current={isAt(way, path) ? 'page' : undefined} onClick={() => go(path)}>
          <span className="zf-tabs-icon">
            <Icon />
            {path === '/outbox' && waiting > 0 ? <i className="zf-count">{waiting > 99 ? '99+' : waiting}</i> : null}
          </span>
          {word}
        </button>
      ))}
    </nav>
  );
}
