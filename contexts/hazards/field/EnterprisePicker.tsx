import { type ReactNode, useState } from 'react';
import { ageText, Coming, Nothing, useKept, usePhone } from '#kernel/phone';
import { findEnterprises, type KeptEnterprise } from './enterprises.ts';
import { kept } from './kept-names.ts';

/** Choosing an enterprise without a signal: by name, pinyin initials or code, from the list kept on the phone. */
export function EnterprisePicker(props: {
  value: { id: string; name: string } | null;
  onPick: (one: { id: string; name: string }) => void;
}): ReactNode {
  const { me } = usePhone();
  const row = useKept<KeptEnterprise[]>(me.actor.account, kept.enterprises);
  const [words, setWords] = useState('');
  if (row === undefined) return <Coming />;
  if (row === null)
    return <Nothing title="本机还没有企业名单" hint="联网打开一次，名单就会存到本机。草稿已保存，可稍后再选。" />;
  const found = findEnterprises(row.value, words);
  return (
    <div className="hf-picker">
      <input
        className="zf-text"
        type="search"
        aria-label="查企业"
        placeholder="企业名称、拼音首字母或信用代码"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <ul aria-label="企业">
        {found.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className={`hf-pick${props.value?.id === one.id ? ' hf-pick-on' : ''}`}
              aria-pressed={props.value?.id === one.id}
              onClick={() => props.onPick({ id: one.id, name: one.name })}
            >
              <b>{one.name}</b>
              <span className="zf-meta">{[one.townName, one.uscc].filter(Boolean).join(' · ')}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 ? (
        <Nothing title="没有找到" hint={`本机存有 ${row.value.length} 家企业，${ageText(row.at, Date.now())}更新。`} />
      ) : null}
    </div>
  );
}
