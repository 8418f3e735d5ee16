/** Which part of the house a file belongs to, as docs/architecture.md draws it. */

import { ranks } from '../../db/order.ts';

export const rankOf = (context: string): number => ranks.findIndex((rank) => rank.includes(context));

/** Rooms that run in a browser. */
const SCREENS = /^(desk|field)$/;

/** What a path is. `pure` runs on phone and server alike and knows neither clock nor world. */
export interface Part {
  part: 'kernel' | 'context' | 'app' | 'db' | 'law' | 'notices' | 'tools';
  /** Context, application or, in the kernel, `server`, `ui`, `workbook`, `outbox`, `phone`. */
  name: string;
  /** Room of a context: `domain`, `desk`, `field` or ''. */
  room: string;
  pure: boolean;
  screen: boolean;
  /** The only file of this part others may import. */
  door: string;
}

const outside = { room: '', pure: false, screen: false };

export function partOf(path: string): Part {
  const [first = '', name = '', room = ''] = path.split('/');
  if (path.endsWith('.config.ts')) return { ...outside, part: 'tools', name: first, door: '' };
  if (first === 'kernel') {
    const own = /^(server|ui|workbook|outbox|phone)$/.test(name) ? name : '';
    const door = own ? `kernel/${own}/index.ts` : 'kernel/index.ts';
    return { ...outside, part: 'kernel', name: own, pure: own === '', screen: /^(ui|outbox|phone)$/.test(own), door };
  }
  if (first === 'contexts') {
    const screen = SCREENS.test(room);
    const door = screen ? `contexts/${name}/${room}/index.ts` : `contexts/${name}/index.ts`;
    const rooms = screen || room === 'domain' ? room : '';
    return { part: 'context', name, room: rooms, pure: room === 'domain', screen, door };
  }
  if (first === 'apps') {
    return { ...outside, part: 'app', name, screen: name !== 'server', door: '' };
  }
  if (first === 'db' || first === 'law' || first === 'notices') {
    return { ...outside, part: first, name: first, door: `${first}/index.ts` };
  }
  return { ...outside, part: 'tools', name: first, door: '' };
}
