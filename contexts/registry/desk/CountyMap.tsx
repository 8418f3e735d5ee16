import { Input, Select } from 'antd';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { optionsOf } from '#kernel';
import {
  Asked,
  Drawer,
  Empty,
  Loading,
  NumberText,
  Page,
  To,
  townOptions,
  useAddress,
  useAsk,
  useMe,
} from '#kernel/ui';
import { flagWords, sectorWords } from '../domain/words.ts';
import type { CountyMapAnswer } from './answers.ts';
import { Glance } from './Glance.tsx';
import './map.css';

const Canvas = lazy(() => import('./Canvas.tsx').then((module) => ({ default: module.Canvas })));
/** More names than this are not read through; the filters narrow them. */
const listed = 200;

const one = (value: string | string[] | undefined): string | undefined =>
  (Array.isArray(value) ? value[0] : value) || undefined;

/** 一张图: where the enterprises are, by town, sector and risk flag. */
export default function CountyMap(): ReactNode {
  const map = useAsk<CountyMapAnswer>('registry.map');
  return <Asked of={map}>{(data) => <Atlas {...data} />}</Asked>;
}

function Atlas(props: CountyMapAnswer): ReactNode {
  const me = useMe();
  const { search, set } = useAddress();
  const [opened, setOpened] = useState<string | null>(null);
  const [town, sector, flag, q] = [one(search.town), one(search.sector), one(search.flag), one(search.q)];
  const shown = useMemo(
    () =>
      props.points.filter(
        (p) =>
          (!town || p.town === town) &&
          (!sector || p.sector === sector) &&
          (!flag || p.flags.includes(flag as never)) &&
          (!q || p.name.includes(q)),
      ),
    [props.points, town, sector, flag, q],
  );
  const chosen = props.points.find((p) => p.id === opened);
  const pick = (title: string, key: string, value: string | undefined, options: { value: string; label: string }[]) => (
    <Select
      aria-label={title}
      placeholder={title}
      allowClear
      value={value ?? null}
      options={options}
      onChange={(next) => set({ [key]: next ?? undefined })}
    />
  );
  return (
    <Page
      title="一张图"
      note={
        <>
          显示 <NumberText n={shown.length} unit="家" />
          {props.unplaced > 0 ? `，另有 ${props.unplaced} 家没有登记位置` : ''}
        </>
      }
    >
      <div className="rg-filters zs-no-print" role="search" aria-label="筛选">
        {pick('镇', 'town', town, townOptions(me))}
        {pick('行业', 'sector', sector, optionsOf(sectorWords))}
        {pick('风险标志', 'flag', flag, optionsOf(flagWords))}
        <Input.Search
          aria-label="企业名称"
          placeholder="企业名称"
          allowClear
          defaultValue={q ?? ''}
          onSearch={(text) => set({ q: text.trim() || undefined })}
        />
      </div>
      <div className="rg-atlas">
        <Suspense fallback={<Loading rows={8} />}>
          <Canvas
            dots={shown}
            chosen={opened}
            onChoose={setOpened}
            label={`{county}企业分布图，${shown.length} 家；右侧名单与图上的点一致`}
          />
        </Suspense>
        <section className="rg-atlas-list" aria-label="图上企业名单">
          {shown.length === 0 ? (
            town || sector || flag || q ? (
              <Empty title="没有符合条件的企业" hint="可放宽筛选条件。" />
            ) : (
              <Empty title="还没有企业上图" hint="登记企业并填写经纬度后，会标在图上。" />
            )
          ) : (
            <table className="zs-plain">
              <caption className="zs-meta">
                {shown.length > listed ? `前 ${listed} 家，共 ${shown.length} 家` : `共 ${shown.length} 家`}
              </caption>
              <tbody>
                {shown.slice(0, listed).map((p) => (
                  <tr key={p.id}>
                    <td>
                      <button
                        type="button"
                        className="zs-to"
                        aria-pressed={p.id === opened}
                        onClick={() => setOpened(p.id)}
                      >
                        {p.name}
                      </button>
                      <div className="zs-meta">
                        {[sectorWords[p.sector], ...p.flags.map((each) => flagWords[each])].join('、')}
                      </div>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      </div>
      <Drawer
        wide
        title={chosen?.name ?? ''}
        open={opened !== null}
        onClose={() => setOpened(null)}
        extra={opened ? <To path={`/enterprises/${opened}`}>整页打开</To> : null}
      >
        {opened ? <Glance id={opened} /> : null}
      </Drawer>
    </Page>
  );
}
