import type { ComponentType } from 'react';
import type { OutboxAct } from '#kernel/outbox';
import type { Me } from '#kernel/ui';
import type { HomePart } from './home.tsx';

/**
 * A page of the phone by its path below the app (`/hazards/$id`), each its own chunk. All of them are fetched as soon as the first one
 * stands, and the service worker keeps them: there may be no signal later.
 */
export interface FieldPage {
  path: string;
  /** Word in the bar above. */
  title: string;
  page: () => Promise<{ default: ComponentType }>;
}

/** What a context brings to the phone: `export const field: FieldModule` in `contexts/<subject>/field/index.ts`. */
export interface FieldModule {
  pages: readonly FieldPage[];
  /** What of this module waits for me, on the first page (今日) below the page's own. */
  home?: HomePart;
  /** Fills the lists the pages need without a signal; asked for after sign-in, on reconnection and after something was received. */
  refresh?: (me: Me) => Promise<void>;
  /** Where a draft or refused act of this module is written on; undefined when it is none of its commands. */
  editPath?: (act: OutboxAct) => string | undefined;
  /** The number the server gave what an act made, once it answered. */
  numberOf?: (act: OutboxAct) => string | undefined;
  /** What comes in for the person: its page, and the name under which a value with `unread` is kept; counted on the phone's last place. */
  news?: { title: string; path: string; kept: string };
  /** Where the subject of an act is looked at. */
  subjectPath?: (act: OutboxAct) => string | undefined;
}
