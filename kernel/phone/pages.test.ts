import { createMemoryHistory } from '@tanstack/react-router';
import { expect, test } from 'vitest';
import { phoneRouter } from './pages.tsx';

const page = async () => ({ default: () => null });
const pages = ['/', '/report', '/report/$actId', '/hazards/$id'].map((path) => ({ path, title: path, page }));

/** The pattern and its parts at an address, null where no page is. */
async function at(address: string) {
  const router = phoneRouter(pages, createMemoryHistory({ initialEntries: [address] }));
  await router.load();
  const last = router.state.matches.at(-1);
  return last && last.routeId !== '__root__' ? [last.routeId, last.params] : null;
}

test.each([
  ['/field/hazards/a%20b', ['/hazards/$id', { id: 'a b' }]],
  ['/field/hazards/', null],
  ['/field/', ['/', {}]],
  ['/field/report', ['/report', {}]],
  ['/field/report/018f', ['/report/$actId', { actId: '018f' }]],
  ['/field/outbox', null],
])('%s', async (address, found) => expect(await at(address)).toEqual(found));

test('an address keeps its form: with its last stroke it stays in reach of the service worker', async () => {
  const history = createMemoryHistory({ initialEntries: ['/field/'] });
  await phoneRouter(pages, history).load();
  expect(history.location.pathname).toBe('/field/');
});
