import { Button } from 'antd-mobile';
import { type ChangeEvent, type ReactNode, useId, useState } from 'react';
import { isStuck, isUnsent, type OutboxAct, whyWaiting } from '#kernel/outbox';
import {
  askPerson,
  Block,
  type FieldModule,
  go,
  Nothing,
  PhonePage,
  type PhoneState,
  saveFile,
  say,
  sayError,
  usePhone,
} from '#kernel/phone';
import { instantText } from '#kernel/ui';

type ListKey = 'draft' | 'waiting' | 'received' | 'problem';

const lists: readonly {
  key: ListKey;
  word: string;
  holds: (act: OutboxAct) => boolean;
  empty: string;
  hint: string;
}[] = [
  {
    key: 'draft',
    word: '草稿',
    holds: (act) => act.state === 'draft',
    empty: '没有草稿',
    hint: '没写完的上报和办理会自动存在这里。',
  },
  {
    key: 'waiting',
    word: '待传',
    holds: (act) => act.state === 'waiting' || act.state === 'sending',
    empty: '没有待传',
    hint: '没有网络时提交的内容在这里排队，联网后自动发送。',
  },
  {
    key: 'received',
    word: '已收',
    holds: (act) => act.state === 'received',
    empty: '还没有已收的',
    hint: '服务器收到的会在这里留 30 天。',
  },
  {
    key: 'problem',
    word: '有问题',
    holds: (act) => act.state === 'problem' && act.replacedBy === null,
    empty: '没有问题',
    hint: '服务器没有接受的会连同原因退到这里，内容不会丢。',
  },
];

/** Asks, then removes for good. */
async function discard(phone: PhoneState, act: OutboxAct): Promise<void> {
  const word = act.state === 'draft' ? '这份草稿' : '这一条';
  if (
    !(await askPerson({
      text: `删去${word}“${act.title}”？文字和照片会从本机删去，不能恢复。`,
      yes: '删去',
      no: '留着',
    }))
  )
    return;
  if (!(await phone.outbox.discard(act.actId))) say('它正在发送或已送达，不能删去');
}

/** One act as a file, for whoever can find out why nothing takes it. */
async function takeOut(phone: PhoneState, act: OutboxAct): Promise<void> {
  saveFile(`泽安-待传-${act.title}-${act.changedAt.slice(0, 10)}.json`, await phone.outbox.exportOne(act.actId));
}

function Reasons(props: { act: OutboxAct }): ReactNode {
  const { lastError } = props.act;
  if (!lastError) return null;
  const told = new Set([lastError.message]);
  const more = (lastError.places ?? [])
    .map(({ message }) => message)
    .filter((message) => !told.has(message) && told.add(message));
  return (
    <div className="zf-reason">
      <p>{lastError.message}</p>
      {more.map((message) => (
        <p key={message}>{message}</p>
      ))}
      {isStuck(props.act) ? (
        <p>已试 {props.act.tries} 次，不再自动发送。可以原样再发、修改后重发，或导出交给管理员；内容和照片都在本机。</p>
      ) : null}
    </div>
  );
}

function Card(props: { act: OutboxAct; modules: readonly FieldModule[] }): ReactNode {
  const { act, modules } = props;
  const phone = usePhone();
  const own = act.account === phone.me.actor.account;
  const told = (which: 'editPath' | 'subjectPath' | 'numberOf', of: OutboxAct) =>
    modules.map((module) => module[which]?.(of)).find(Boolean);
  const stuck = isStuck(act);
  const edit = async () => {
    // A new key would do it a second time, so the person looks first.
    if (
      stuck &&
      act.unsure &&
      !(await askPerson({
        text: `“${act.title}”有一次没有等到答复，可能已经办成。请先在记录里看一看，或用“原样再发”（不会办两次）。仍要修改后重发吗？`,
        yes: '修改后重发',
        no: '先不改',
      }))
    )
      return;
    const open =
      act.state === 'problem'
        ? await phone.outbox.rewrite(act)
        : act.state === 'waiting'
          ? await phone.outbox.withdraw(act.actId)
          : act;
    const path = open ? told('editPath', open) : undefined;
    if (path) go(path);
    else say('它已经开始发送，不能再改');
  };
  const looks = own ? told('subjectPath', act) : undefined;
  const why = whyWaiting(act, phone.acts, {
    account: phone.me.actor.account,
    online: phone.online,
    now: new Date().toISOString(),
  });
  const number = told('numberOf', act);
  return (
    <li className="zf-card">
      <h3>
        {act.title}
        <time className="zf-meta">{instantText(act.changedAt, false).slice(5)}</time>
      </h3>
      {own ? (
        <p className="zf-card-about">
          {number && !act.about.includes(number) ? `${number} ` : ''}
          {act.about}
        </p>
      ) : null}
      {act.state === 'problem' ? <Reasons act={act} /> : null}
      {why ? <p className="zf-meta">{why}</p> : null}
      {act.photos.length > 0 && own ? (
        <p className="zf-meta">{act.state === 'received' ? '照片已送达' : `含照片文件 ${act.photos.length} 个`}</p>
      ) : null}
      {own ? (
        <div className="zf-card-acts">
          {looks && act.state !== 'draft' ? (
            <Button size="small" onClick={() => go(looks)}>
              查看
            </Button>
          ) : null}
          {act.state === 'waiting' && act.tries === 0 ? (
            <Button size="small" onClick={() => void edit()}>
              撤回修改
            </Button>
          ) : null}
          {act.state === 'draft' || act.state === 'problem' ? (
            <Button size="small" onClick={() => void discard(phone, act)}>
              删去
            </Button>
          ) : null}
          {act.state === 'draft' ? (
            <Button size="small" color="primary" onClick={() => void edit()}>
              继续填写
            </Button>
          ) : null}
          {stuck ? (
            <>
              <Button size="small" onClick={() => void takeOut(phone, act)}>
                导出
              </Button>
              <Button size="small" onClick={() => void phone.outbox.sendAgain(act.actId)}>
                原样再发
              </Button>
            </>
          ) : null}
          {act.state === 'problem' ? (
            <Button size="small" color="primary" onClick={() => void edit()}>
              修改后重发
            </Button>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

function InAndOut(): ReactNode {
  const { outbox, acts } = usePhone();
  const id = useId();
  const n = acts.filter((act) => act.state === 'draft' || isUnsent(act)).length;
  const out = async () =>
    saveFile(`泽安-待传-${new Date().toISOString().slice(0, 10)}.json`, await outbox.exportText());
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    try {
      say(`导入了 ${await outbox.importText(await file.text())} 条`);
      void outbox.sync();
    } catch (error) {
      say(sayError(error, '没有导入'));
    }
  };
  return (
    <Block title="换手机或手机要坏了">
      <p className="zf-meta zf-gap">把未送达的内容连同照片存成一个文件，在另一台手机上导入后发送；同一条不会办两次。</p>
      <div className="zf-pair">
        <Button block disabled={n === 0} onClick={() => void out()}>
          导出 {n} 条
        </Button>
        <label className="zf-file adm-button adm-button-default adm-button-block adm-button-shape-default" htmlFor={id}>
          导入文件
          <input id={id} type="file" accept="application/json,.json" onChange={(event) => void read(event)} />
        </label>
      </div>
    </Block>
  );
}

/** 待传: four lists, each with its count; every act says where it is and why. */
export function OutboxPage(props: { modules: readonly FieldModule[] }): ReactNode {
  const { acts, outbox, online } = usePhone();
  const count = (key: ListKey) => acts.filter((act) => lists.find((one) => one.key === key)?.holds(act)).length;
  const [key, setKey] = useState<ListKey>(() =>
    count('problem') > 0 ? 'problem' : count('waiting') > 0 ? 'waiting' : count('draft') > 0 ? 'draft' : 'received',
  );
  const [busy, setBusy] = useState(false);
  const list = lists.find((one) => one.key === key) ?? lists[0]!;
  const shown = acts.filter(list.holds).reverse();
  const hurry = () => {
    setBusy(true);
    void outbox
      .hurry()
      .then((round) => {
        if (round?.ended === 'unreachable') say('还是连不上，会自动再试');
      })
      .finally(() => setBusy(false));
  };
  return (
    <PhonePage title="待传">
      <div className="zf-lists" role="tablist" aria-label="待传的四个列表">
        {lists.map((one) => (
          <button
            key={one.key}
            type="button"
            role="tab"
            aria-selected={one.key === key}
            onClick={() => setKey(one.key)}
          >
            {one.word}
            <b>{count(one.key)}</b>
          </button>
        ))}
      </div>
      {key === 'waiting' && shown.length > 0 ? (
        <Button block color="primary" fill="outline" loading={busy} onClick={hurry}>
          {online ? '立即发送' : '再试一次'}
        </Button>
      ) : null}
      {shown.length === 0 ? (
        <Nothing title={list.empty} hint={list.hint} />
      ) : (
        <ul className="zf-cards">
          {shown.map((act) => (
            <Card key={act.actId} act={act} modules={props.modules} />
          ))}
        </ul>
      )}
      <InAndOut />
    </PhonePage>
  );
}
