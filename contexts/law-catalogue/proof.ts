/** Who may read what of 法规库: the law is everybody’s. */
import { everybody, proofOf } from '../../test/matrix/proof.ts';

export const proof = proofOf({
  reads: {
    'law.clause': {
      who: everybody('y----'),
      inputs: [{ instrument: 'work-safety-law', clause: '41', on: '2022-03-14' }],
    },
    'law.calendar': { who: everybody('y----') },
    'law.search': { who: everybody('y----'), inputs: [{ q: '有限空间', on: '2022-03-14' }] },
    'law.instrument': { who: everybody('y----'), inputs: [{ id: 'work-safety-law-2021' }] },
    'law.changes': { who: everybody('y----'), inputs: [{ from: '2021-08-31', to: '2021-09-01' }] },
    'law.unverified': { who: everybody('y----'), inputs: [{ on: '2022-03-14' }] },
    'law.cited': { who: everybody('y----'), inputs: [{ cite: '安全生产法（2021）第102条', on: '2022-03-14' }] },
    'law.calculators': { who: everybody('y----') },
    'law.choices': { who: everybody('y----'), inputs: [{ rule: 'risk.lec', on: '2022-03-14' }] },
  },
});
