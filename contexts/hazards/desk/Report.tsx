import { App, Button } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { mintId } from '#kernel';
import {
  type ActField,
  emptyFields,
  Fields,
  keepEnter,
  Page,
  Pane,
  PickOf,
  Refused,
  sentence,
  useAct,
  useAddress,
  useDraft,
  useMe,
  type Values,
} from '#kernel/ui';
import { photosSent } from '../../documents/desk/index.ts';
import { enterprisePeople } from '../domain/roles.ts';
import { categoryWords, originWords } from '../domain/words.ts';
import type { Reported } from './answers.ts';
import './hazards.css';

const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
const own = new Set(['self-check', 'enterprise-report']);

/** Fields of a finding. Who works in an enterprise reports for it; officers choose one. */
function fieldsOf(
  inEnterprise: boolean,
  given: { name: string | undefined; onName: (name: string | undefined) => void },
): ActField[] {
  const origins = Object.entries(originWords).filter(([code]) => own.has(code) === inEnterprise);
  return [
    ...(inEnterprise
      ? []
      : [
          {
            place: 'enterprise',
            title: '企业',
            kind: 'custom',
            need: true,
            render: (value, change) => (
              <PickOf
                of="enterprise"
                value={value as string | undefined}
                name={given.name}
                nothing={(asked) => `您的范围内没有叫“${asked}”的企业`}
                change={(id, name) => {
                  given.onName(name);
                  change(id);
                }}
              />
            ),
          } satisfies ActField,
        ]),
    {
      place: 'origin',
      title: '来源',
      kind: 'choice',
      options: origins.map(([value, label]) => ({ value, label })),
      need: true,
    },
    { place: 'category', title: '类别', kind: 'choice', options: optionsOf(categoryWords), need: true },
    { place: 'place', title: '部位', kind: 'text', need: true, max: 200, hint: '如 2 号熔炼炉操作平台' },
    {
      place: 'description',
      title: '问题描述',
      kind: 'lines',
      need: true,
      max: 2000,
      hint: '在哪里、什么不符合、可能造成什么后果，至少 4 个字',
      phrases: ['防护栏缺失', '安全出口堵塞', '报警装置失效', '未执行作业审批'],
    },
    { place: 'foundAt', title: '发现时间', kind: 'instant', hint: '不填即为现在' },
    { place: 'photos', title: '现场照片', kind: 'files', most: 12, hint: '从电脑选取的照片会标明“来自相册”' },
  ];
}

/** 上报隐患: the finding goes into the one ledger, whoever found it. */
export default function Report(): ReactNode {
  const { actor } = useMe();
  const { search, go } = useAddress();
  const { message } = App.useApp();
  const inEnterprise = (enterprisePeople as readonly string[]).includes(actor.role);
  const start: Values = inEnterprise
    ? { origin: 'self-check' }
    : {
        origin: 'inspection',
        ...(typeof search.enterprise === 'string'
          ? { enterprise: search.enterprise, enterpriseName: search.name }
          : {}),
      };
  const [values, setValues, drop, kept] = useDraft<Values>('hazards.report', start);
  const running = useAct<Reported>('hazards.report', { touches: ['programme', 'registry'] });
  const pressed = useRef({ body: '', key: '' });
  const [refused, setRefused] = useState<Error | null>(null);
  const fields = fieldsOf(inEnterprise, {
    name: values.enterpriseName as string | undefined,
    onName: (name) => setValues((now) => ({ ...now, enterpriseName: name })),
  });
  const lacking = emptyFields(fields, values);
  const places = refused instanceof Refused ? refused.places : [];
  const wrong = Object.fromEntries(places.map((one) => [one.place.split(/[.[]/)[0] as string, one.message]));

  const send = async () => {
    const { enterpriseName: _, ...rest } = values;
    const filled = Object.entries(photosSent(rest)).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    );
    const given = { ...Object.fromEntries(filled), ...(inEnterprise ? { enterprise: actor.enterprise } : {}) };
    const body = JSON.stringify(given);
    // The same content pressed again is the same act, also after the network failed.
    if (pressed.current.body !== body) pressed.current = { body, key: mintId() };
    setRefused(null);
    try {
      const { answer } = await running.mutateAsync({ ...given, $key: pressed.current.key });
      drop();
      void message.success(`已上报，编号 ${answer.number}`);
      go(`/hazards/${answer.id}`);
    } catch (error) {
      if (error instanceof Refused) pressed.current = { body: '', key: '' };
      setRefused(error as Error);
    }
  };

  return (
    <Page title="上报隐患" note={kept ? '草稿已暂存于本机' : '填好后进入隐患台账，由监管责任人判定'} narrow>
      <Pane>
        <form
          className="hz-report"
          onKeyDown={keepEnter}
          onSubmit={(event) => {
            event.preventDefault();
            if (lacking.length === 0 && !running.isPending) void send();
          }}
        >
          {refused ? (
            <div className="zs-act-refused" role="alert">
              <b>{sentence(refused)}</b>
            </div>
          ) : null}
          <Fields
            fields={fields}
            values={values}
            wrong={wrong}
            onChange={(change) => setValues((now) => ({ ...now, ...change }))}
          />
          <div className="zs-row">
            <Button type="primary" htmlType="submit" disabled={lacking.length > 0} loading={running.isPending}>
              上报
            </Button>
            {kept ? (
              <Button
                type="text"
                onClick={() => {
                  drop();
                  setRefused(null);
                }}
              >
                清除草稿
              </Button>
            ) : null}
            <span className="zs-meta" aria-live="polite">
              {lacking.length ? `还缺：${lacking.join('、')}` : ''}
            </span>
          </div>
        </form>
      </Pane>
    </Page>
  );
}
