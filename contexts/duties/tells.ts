import { type Addressee, type Tell, type Telling, type TellingKind, tell } from '#kernel';
import { handIn } from './commands/hand-in.ts';
import { giveBack, urge } from './commands/judge.ts';
import { managers, townOfficers } from './domain/roles.ts';
import { type Owed, owed } from './subjects.ts';

const officers = ['county-officer', ...townOfficers] as const;
const owers = [...managers, ...officers] as const;
const kind = (key: string, title: string, roles: TellingKind['roles']) => ({ key: `duties.${key}`, title, roles });

const urged = kind('urged', '应办事项催办', owers);
const returned = kind('returned', '应办事项退回补正', owers);
const toJudge = kind('to-judge', '上报待审核', officers);

/** Who owes it: the enterprise, the town, the county. */
const owersOf = (o: Owed): Addressee =>
  o.enterprise ? { enterprise: o.enterprise } : o.owedBy === 'town' ? { town: o.owner } : { county: true };
/** Who looks at it, for an enterprise its officer. */
const reviewersOf = (o: Owed): Addressee =>
  o.reviewer === 'town' && o.town ? { town: o.town, of: o.enterprise } : { county: true, of: o.enterprise };

const about = (o: Owed, to: Addressee, title: string, text: string): Telling => ({
  to,
  title: `${title}：${o.title}${o.about ? `（${o.about}）` : ''}`,
  text,
  path: `/duties/${o.id}`,
});

/** Who hears of what is owed (告知). */
export const dutyTells: readonly Tell[] = [
  tell(urge, urged, ({ after: o, given }) =>
    about(o, owersOf(o), '催办', [`期限 ${o.dueOn}`, given.note].filter(Boolean).join('，')),
  ),
  tell(giveBack, returned, ({ after: o, given }) =>
    about(o, owersOf(o), '退回补正', `${given.redoBy} 前补正：${given.reason}`),
  ),
  // One material may prove several: each has a reviewer of its own.
  tell(handIn, toJudge, ({ all, given }) =>
    all(owed)
      .filter((o) => o.state === 'handed-in')
      .map((o) => about(o, reviewersOf(o), '上报待审核', `${o.ownerName}：${given.note}`)),
  ),
];
