import { type Actor, addDays, type Day } from '#kernel';
import { type Demonstration, type Dice, type Stage, transaction } from '#kernel/server';
import { type DemoCast, type DemoFirm, demoCast } from '#registry';
import { mintDuties } from '../commands/mint.ts';

/** Stories only of so many: who asks for more enterprises wants rows. */
const WITH_STORIES = 300;
/** The day the county began to use it. */
const BEGUN = '2022-03-01' as Day;

const at = (day: string, dice: Dice): string =>
  `${day}T0${dice.int(0, 8)}:${String(dice.int(10, 59))}:${String(dice.int(10, 59))}.000Z`;

/** Looks one after another: events near in time are played side by side, and whoever hands something in waits for what was begun before. */
interface Looks {
  done: Promise<unknown>;
}

/** Instances of that day's beginning: before anybody is at work. */
const mintAt = (stage: Stage, looks: Looks, day: string): void => {
  const instant = `${day}T00:00:05.000Z`;
  stage.later(instant, async () => {
    looks.done = looks.done.then(() => mintDuties({ ...stage.runner, clock: () => instant }, stage.county));
    await looks.done;
  });
};

/** What one owes of a duty and period; null when he does not. */
async function instanceOf(stage: Stage, who: Actor, owner: string, obligation: string, from: string) {
  const rows = await transaction(stage.runner.pool, who, 'read', (client) =>
    client.query<{ id: string }>(
      `select id from duties.owed where county = $1 and owner = $2 and obligation = $3 and period_from = $4 and state in ('owed', 'returned')`,
      [stage.county, owner, obligation, from],
    ),
  );
  return rows.rows[0]?.id ?? null;
}

/** What is handed in together: duties by name with the first day of their period. */
interface Material {
  proves: readonly [obligation: string, periodFrom: string][];
  represents: readonly [from: string, to: string];
  due: string;
  note: string;
}

const materials: readonly Material[] = [
  {
    proves: [
      ['commitment', '2022-01-01'],
      ['responsibility-letters', '2022-01-01'],
      ['self-report', '2022-03-01'],
    ],
    represents: ['2022-03-01', '2022-03-31'],
    due: '2022-03-31',
    note: '承诺书已签，责任书签到各岗位；本月自查情况已登记，无新增重大危险源和特殊作业',
  },
  {
    proves: [['hazard-quarter', '2022-01-01']],
    represents: ['2022-01-01', '2022-03-31'],
    due: '2022-04-15',
    note: '一季度隐患排查治理统计表，主要负责人已签字',
  },
  {
    proves: [['self-report', '2022-04-01']],
    represents: ['2022-04-01', '2022-04-30'],
    due: '2022-04-30',
    note: '本月自查情况已登记',
  },
];

/** When it comes: mostly in the last days, sometimes late, sometimes not at all. */
function comesOn(dice: Dice, { due, represents }: Material): string | null {
  if (dice.chance(0.07)) return null;
  if (dice.chance(0.09)) return addDays(due as Day, dice.int(1, 9));
  const day = addDays(due as Day, -dice.int(0, 4));
  return represents[1] < due && day <= represents[1] ? addDays(represents[1] as Day, 1) : day;
}

function play({ stage, looks, cast }: Telling, firm: DemoFirm, material: Material): void {
  const dice = stage.dice(`duty ${firm.name} ${material.proves[0]![0]} ${material.due}`);
  const day = comesOn(dice, material);
  if (!day) return;
  const when = at(day, dice);
  const manager = cast.principal(firm);
  stage.later(when, async () => {
    await looks.done;
    const ids = await Promise.all(
      material.proves.map(([obligation, from]) => instanceOf(stage, manager, firm.id, obligation, from)),
    );
    const [id, ...also] = ids.filter((one) => one !== null);
    if (!id) return;
    const [representsFrom, to] = material.represents;
    const representsTo = [to, day].sort()[0];
    await stage.act(when, manager, 'duties.hand-in', { id, note: material.note, representsFrom, representsTo, also });
    if (dice.chance(0.12)) return;
    const seen = at(addDays(day as Day, dice.int(1, 4)), dice);
    stage.later(seen, async () => {
      const town = cast.town(firm.town);
      if (dice.chance(0.05)) {
        await stage.act(seen, town, 'duties.give-back', {
          id,
          reason: '缺主要负责人签字',
          redoBy: addDays(day as Day, 12),
        });
        return;
      }
      for (const one of [id, ...also]) await stage.act(seen, town, 'duties.accept', { id: one });
    });
  });
}

/** What the players share. */
interface Telling {
  stage: Stage;
  looks: Looks;
  cast: DemoCast;
}

/** What is owed since the county began with it: handed in mostly in time, some late, some missed and urged. */
export const dutiesDemonstration: Demonstration = {
  title: '应办事项',
  async prepare(stage) {
    const cast = stage.take(demoCast);
    const until = stage.until.slice(0, 10);
    const looks: Looks = { done: Promise.resolve() };
    for (let day: Day = BEGUN; day < until; day = addDays(day, 1))
      if (day === BEGUN || day.endsWith('-01') || day.endsWith('-15')) mintAt(stage, looks, day);
    mintAt(stage, looks, until);
    for (const firm of cast.firms.slice(0, WITH_STORIES))
      for (const material of materials) play({ stage, looks, cast }, firm, material);
  },
};
