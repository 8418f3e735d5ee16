import type { ReactNode } from 'react';
import { type PickProps, SearchPick } from '#kernel/ui';
import type { EnterpriseFound } from './answers.ts';

/** 选企业: one out of the register, by what is typed. */
export default function EnterprisePick(props: PickProps): ReactNode {
  return (
    <SearchPick<EnterpriseFound>
      nothing={(asked) => `没有叫“${asked}”的企业`}
      {...props}
      query="registry.search"
      label="企业"
      placeholder="输入企业名称、拼音首字母或信用代码"
      line={(hit) => `${hit.name}（${hit.townName}）`}
    />
  );
}
