import { type ReactNode, useEffect, useState } from 'react';
import { AgainIcon, ageText, Block, Coming, Leads, Nothing, PhonePage, useKept, usePhone } from '#kernel/phone';
import type { Dashboard } from '../desk/answers.ts';
import { type LeadFigure, leadFigures } from '../domain/figures.ts';
import { keepFigures } from './keeping.ts';
import { kept } from './kept-names.ts';

/** Where the rows of a figure stand, of one town where it is named. */
const rowsPath = (figure: LeadFigure, town?: string): string => `/lead/${figure.key}${town ? `/${town}` : ''}`;

/** 领导页: the county (or the town) in five figures, then town by town; each figure opens its rows. Readable without a signal, with its age. */
export function LeadPage(): ReactNode {
  const { me, online, refresh } = usePhone();
  const { account } = me.actor;
  const row = useKept<Dashboard>(account, kept.figures);
  const [busy, setBusy] = useState(false);
  // What stands here is at most as old as the opening of the page.
  useEffect(() => {
    if (online) void keepFigures(account).catch(() => undefined);
  }, [account, online]);
  const again = () => {
    setBusy(true);
    void refresh().finally(() => setBusy(false));
  };
  const d = row?.value;
  const town = me.actor.scope === 'town';
  return (
    <PhonePage
      title={town ? '本镇情况' : '全县情况'}
      backTo="/"
      right={
        <button type="button" className="zf-bar-act" aria-label="刷新" disabled={busy} onClick={again}>
          <AgainIcon />
        </button>
      }
    >
      {row === undefined ? <Coming rows={5} /> : null}
      {row === null ? (
        <Nothing
          title={online ? '正在取数字' : '还没有取到数字'}
          hint={online ? undefined : '联网打开一次后，没有网络也能看。'}
        />
      ) : null}
      {row && d ? (
        <>
          <p className="hf-hello">
            <span className="zf-meta">{`截至 ${d.today}，${busy ? '正在更新' : `${ageText(row.at, Date.now())}更新`}`}</span>
          </p>
          <Block>
            <ul aria-label="五个数">
              {leadFigures.map((one) => (
                <li key={one.key}>
                  <Leads to={rowsPath(one)} className="hf-figure">
                    <span>{one.title}</span>
                    <b className={one.late && one.n(d) > 0 ? 'hf-late' : undefined}>
                      {one.n(d)}
                      <small>条</small>
                    </b>
                  </Leads>
                </li>
              ))}
            </ul>
          </Block>
          {town ? null : <Towns of={d} />}
        </>
      ) : null}
    </PhonePage>
  );
}

/** The first three figures of each town, the most overdue first. */
function Towns({ of }: { of: Dashboard }): ReactNode {
  const { me } = usePhone();
  const shown = leadFigures.slice(0, 3);
  const [open, overdue] = shown as [LeadFigure, LeadFigure];
  const towns = me.county.towns
    .map((town) => ({ ...town, late: overdue.n(of, town.code), open: open.n(of, town.code) }))
    .sort((a, b) => b.late - a.late || b.open - a.open);
  return (
    <Block title="各镇" note="逾期多的在前">
      <ul aria-label="各镇">
        {towns.map((town) => (
          <li key={town.code} className="hf-town">
            <b>{town.name}</b>
            <div>
              {shown.map((one) => (
                <Leads key={one.key} to={rowsPath(one, town.code)} className="hf-figure">
                  <span>{one.title}</span>
                  <b className={one.late && one.n(of, town.code) > 0 ? 'hf-late' : undefined}>{one.n(of, town.code)}</b>
                </Leads>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </Block>
  );
}
