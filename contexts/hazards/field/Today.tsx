import { Button } from 'antd-mobile';
import { type ReactNode, useState } from 'react';
import { todayIn, weekday } from '#kernel';
import {
  AgainIcon,
  AlsoWaiting,
  ageText,
  Block,
  Coming,
  go,
  Leads,
  Nothing,
  PhonePage,
  useKept,
  usePhone,
} from '#kernel/phone';
import type { Dashboard } from '../desk/answers.ts';
import { leaders, leadFigures } from '../domain/figures.ts';
import { kept } from './kept-names.ts';
import { HazardClock, LevelMark } from './marks.tsx';
import { reportedHere } from './report-form.ts';
import { type PhoneHazard, standing, type Todo, verbOf } from './todo.ts';

const SHOWN = 6;

function Row(props: { of: PhoneHazard; withName: boolean }): ReactNode {
  const { of: h } = props;
  return (
    <li>
      <Leads to={`/hazards/${h.id}`} className="hf-row">
        <span className="hf-row-what">{h.description}</span>
        <span className="hf-row-where zf-meta">
          {[props.withName ? h.enterpriseName : '', h.place].filter(Boolean).join(' · ')}
        </span>
        <span className="hf-row-marks">
          <LevelMark level={h.level} />
          <HazardClock of={h} />
          {h.urged ? <span className="hf-urged">已催办 {h.urged.times} 次</span> : null}
        </span>
      </Leads>
    </li>
  );
}

function Group(props: {
  title: string;
  rows: PhoneHazard[];
  total: number;
  note?: string;
  withName: boolean;
}): ReactNode {
  const { title, rows, total, note, withName } = props;
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, SHOWN);
  return (
    <Block title={title} note={`${total} 条${note ?? ''}`}>
      <ul>
        {shown.map((row) => (
          <Row key={row.id} of={row} withName={withName} />
        ))}
      </ul>
      {shown.length < rows.length ? (
        <button type="button" className="zf-more" onClick={() => setAll(true)}>
          还有 {rows.length - shown.length} 条
        </button>
      ) : null}
    </Block>
  );
}

const weekdays = ['日', '一', '二', '三', '四', '五', '六'] as const;

/** For those who lead: the way to the five figures, with the two that hurry. */
function LeadsOn(): ReactNode {
  const { me } = usePhone();
  const figures = useKept<Dashboard>(me.actor.account, kept.figures);
  if (!leaders.includes(me.actor.role) || !me.may.includes('hazards.dashboard')) return null;
  const of = figures?.value;
  const told = of ? leadFigures.slice(0, 2).map(({ title, n }) => `${title} ${String(n(of))} 条`) : [];
  return (
    <Block>
      <Leads to="/lead">
        <b>{me.actor.scope === 'town' ? '本镇情况' : '全县情况'}</b>
        <span className="zf-meta"> {told.join('，')}</span>
      </Leads>
    </Block>
  );
}

/** 今日: what waits for me, by verb; readable without a signal, with its age. */
export function Today(): ReactNode {
  const { me, acts, now, refresh, online } = usePhone();
  const row = useKept<Todo>(me.actor.account, kept.todo);
  const [busy, setBusy] = useState(false);
  const today = todayIn(now());
  const again = () => {
    setBusy(true);
    void refresh().finally(() => setBusy(false));
  };
  const groups = row ? standing(row.value, acts, row.at) : [];
  const known = new Set(row?.value.groups.flatMap((group) => group.rows.map((one) => one.id)));
  const reported = acts
    .filter((act) => act.account === me.actor.account && (act.state === 'waiting' || act.state === 'sending'))
    .flatMap((act) => reportedHere(act) ?? [])
    .filter((one) => !known.has(one.id));
  const withName = me.actor.scope !== 'enterprise';
  const field = groups.filter((group) => verbOf(group.command));
  const office = groups.filter((group) => !verbOf(group.command));
  return (
    <PhonePage
      title="今日"
      right={
        <button type="button" className="zf-bar-act" aria-label="刷新" disabled={busy} onClick={again}>
          <AgainIcon />
        </button>
      }
    >
      <p className="hf-hello">
        <b>{`${Number(today.slice(5, 7))} 月 ${Number(today.slice(8))} 日 星期${weekdays[weekday(today)]}`}</b>
        <span className="zf-meta">
          {me.actor.name} · {me.actor.roleTitle ?? me.actor.role}
          {row ? ` · ${busy ? '正在更新' : `${ageText(row.at, Date.now())}更新`}` : ''}
        </span>
      </p>
      <LeadsOn />
      <AlsoWaiting />
      {row === undefined ? <Coming rows={5} /> : null}
      {row === null ? (
        <Nothing
          title={online ? '正在取待办' : '还没有取到待办'}
          hint={online ? undefined : '联网后会自动取来；没有网络也可以先上报隐患。'}
        />
      ) : null}
      {row && field.length === 0 && reported.length === 0 ? (
        <Nothing
          title="没有等您现场办的隐患"
          hint={
            withName ? '企业整改完成后，待复查的隐患会出现在这里。' : '派发给本企业的隐患、自查发现的隐患会出现在这里。'
          }
          act={
            <Button color="primary" fill="outline" onClick={() => go('/report')}>
              上报隐患
            </Button>
          }
        />
      ) : null}
      {reported.length > 0 ? (
        <Group title="刚上报，待传" rows={reported} total={reported.length} withName={withName} />
      ) : null}
      {field.map((group) => (
        <Group
          key={group.key}
          title={group.title}
          rows={group.rows}
          total={group.total}
          withName={withName}
          note={group.waiting > 0 ? `，另有 ${group.waiting} 条已办待传` : ''}
        />
      ))}
      {office.length > 0 ? (
        <Block title="在电脑端办理">
          <ul className="hf-office">
            {office.map((group) => (
              <li key={group.key}>
                <span>{group.title}</span>
                <b>{group.total} 条</b>
              </li>
            ))}
          </ul>
        </Block>
      ) : null}
    </PhonePage>
  );
}
