import { Button } from 'antd-mobile';
import { type ReactNode, useEffect, useState } from 'react';
import type { RowWith } from '#kernel';
import { Block, Coming, Leads, Nothing, PhonePage, sayError, useKept, usePhone, useWayPart } from '#kernel/phone';
import { rowsOf, StateWord } from '#kernel/ui';
import type { Dashboard } from '../desk/answers.ts';
import { leadFigure } from '../domain/figures.ts';
import { type HazardLedger, hazardLedger } from '../ledgers.ts';
import { kept } from './kept-names.ts';
import { LevelMark } from './marks.tsx';
import { stateText } from './todo.ts';

const PAGE = 50;
const columns = ['enterpriseName', 'place', 'dueOn'] as const;
type Row = RowWith<HazardLedger, (typeof columns)[number]>;

/** What has come of a figure's rows so far. */
interface Come {
  rows: Row[];
  total: { n: number; exact: boolean };
  next: string | null;
}

/** The rows of one figure: what the ledger lists under its filter, fifty at a time. Asks the server; there may be thousands. */
export function LeadRowsPage(): ReactNode {
  const figure = leadFigure(useWayPart('figure'));
  const town = useWayPart('town') || undefined;
  const { me, online } = usePhone();
  const known = useKept<Dashboard>(me.actor.account, kept.figures);
  const [come, setCome] = useState<Come | null>(null);
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);
  const today = known?.value.today;
  const ask = async (before: Come | null) => {
    if (!figure || !today) return;
    setBusy(true);
    setWrong('');
    try {
      const given = { ...figure.rows(today), ...(town ? { town } : {}), limit: PAGE, after: before?.next ?? undefined };
      const { rows, total, next } = await rowsOf(hazardLedger, given, columns);
      setCome({ rows: [...(before?.rows ?? []), ...rows], total, next });
    } catch (error) {
      setWrong(sayError(error, '没有取到，请重试'));
    } finally {
      setBusy(false);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew for another figure, another town, and when there is a line again
  useEffect(() => {
    setCome(null);
    if (online) void ask(null);
  }, [figure, town, online, today]);
  if (!figure)
    return (
      <PhonePage title="明细" backTo="/lead">
        <Nothing title="没有这一页" />
      </PhonePage>
    );
  const where = me.county.towns.find(({ code }) => code === town)?.name;
  return (
    <PhonePage title={[where, figure.title].filter(Boolean).join(' · ')} backTo="/lead">
      {come === null ? (
        !online ? (
          <Nothing title="没有网络" hint="明细要联网才能看；数字和待办没有网络也能看。" />
        ) : wrong ? (
          <Nothing title={wrong} act={<Button onClick={() => void ask(null)}>重试</Button>} />
        ) : (
          <Coming rows={6} />
        )
      ) : (
        <Block title={`共 ${String(come.total.n)}${come.total.exact ? '' : '+'} 条`}>
          {come.rows.length === 0 ? <p className="zf-meta">没有</p> : null}
          <ul aria-label="明细">
            {come.rows.map((row) => (
              <li key={row.id}>
                <Leads to={`/hazards/${row.id}`} className="hf-row">
                  <span className="hf-row-what">{row.description}</span>
                  <span className="hf-row-where zf-meta">
                    {[row.enterpriseName, row.place].filter(Boolean).join(' · ')}
                  </span>
                  <span className="hf-row-marks">
                    <LevelMark level={row.level} />
                    <StateWord word={stateText(row)} tone={row.state === 'closed' ? 'done' : 'wait'} />
                    {row.dueOn && row.state === 'assigned' ? (
                      <span className={row.dueOn < (today ?? '') ? 'hf-late' : 'zf-meta'}>{row.dueOn} 前整改</span>
                    ) : null}
                  </span>
                </Leads>
              </li>
            ))}
          </ul>
          {wrong ? <p className="zf-meta">{wrong}</p> : null}
          {come.next ? (
            <button type="button" className="zf-more" disabled={busy} onClick={() => void ask(come)}>
              {busy ? '正在取' : `再看 ${String(PAGE)} 条`}
            </button>
          ) : null}
        </Block>
      )}
    </PhonePage>
  );
}
