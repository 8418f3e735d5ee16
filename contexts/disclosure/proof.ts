/** Who may do and read what of 公开, and how to try it. */
import { mintId } from '#kernel';
import type { Target } from '../../test/matrix/cells.ts';
import { boss, proofOf } from '../../test/matrix/proof.ts';

const published: Target = async (c, cell) => {
  if (cell === 'random') return { id: mintId(), reason: '数字有误' };
  const { id } = await c.act(boss(c), 'disclosure.publish-progress', {});
  return { id, reason: '数字有误' };
};

export const proof = proofOf({
  commands: {
    'disclosure.publish-progress': {
      who: { county: 'y----', 'county-officer': 'xxxxx' },
      body: async () => ({}),
      creates: true,
      countys: true,
    },
    'disclosure.withdraw': { who: { county: 'y---n', 'county-officer': 'xxxxx' }, body: published },
  },
  reads: {
    'disclosure.preview': { who: { county: 'y----', 'county-officer': 'xxxxx' } },
    'disclosure.publications': { who: { county: 'y----', 'legal-reviewer': 'y----', auditor: 'y----' } },
  },
  async settle(c) {
    await c.act(boss(c), 'disclosure.publish-progress', {});
  },
});
