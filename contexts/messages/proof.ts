/** Whose a message is, and who may do what with it: its account, whatever the role. */
import { type Actor, mintId } from '#kernel';
import { COUNTY, START, type TestCounty } from '../../test/county.ts';
import { type Cell, placeOf, type Target } from '../../test/matrix/cells.ts';
import { everybody, proofOf } from '../../test/matrix/proof.ts';

/** Whose message lies at a cell: the caller's own, or somebody's of that place. */
const ownerAt = (c: TestCounty, cell: Cell, who: Actor): Actor =>
  cell === 'own' ? who : cell === 'county' ? c.others.officer : c.managers[placeOf(cell)];

async function messageOf(c: TestCounty, of: Actor): Promise<string> {
  const id = mintId();
  await c.rows(
    `insert into messages.message (county, id, account, act, ordinal, kind, alarm, title, path, at, by_name)
     values ($1, $2, $3, $4, 0, 'hazards.urged', false, '催办', '/hazards', $5, '南村甲')`,
    [COUNTY, id, of.account, mintId(), START],
  );
  return id;
}

const message: Target = async (c, cell, who) => ({
  ids: [cell === 'random' ? mintId() : await messageOf(c, ownerAt(c, cell, who))],
});

export const proof = proofOf({
  commands: {
    // Somebody else's message is as if it were not there, the county's own not excepted.
    'messages.read': { who: everybody('ynnnn'), body: message, personal: true },
    'messages.read-all': { who: everybody('y----'), body: async () => ({}), nobodys: true },
    // A kind that is for managers: to others there is no such kind.
    'messages.choose-kind': {
      who: { ...everybody('i----'), managers: 'y----' },
      body: async () => ({ kind: 'hazards.urged', on: true }),
      nobodys: true,
    },
  },
  reads: {
    'messages.unread': { who: everybody('y----') },
    'messages.inbox': { who: everybody('y----'), inputs: [{}, { unread: 'true' }, { q: '催办' }] },
    'messages.kinds': { who: everybody('y----') },
  },
  marks: {
    enterprise: [
      'select m.id::text as mark from messages.message m join access.account a on a.county = m.county and a.id = m.account where a.enterprise = $1',
    ],
    town: [
      'select m.id::text as mark from messages.message m join access.account a on a.county = m.county and a.id = m.account where a.town = $1',
    ],
  },
  async settle(c) {
    const { town, foreignTown, neighbour, foreign } = c.others;
    for (const one of [c.managers.home, town, foreignTown, neighbour, foreign, c.people['county-admin']!])
      await messageOf(c, one);
    return undefined;
  },
});
