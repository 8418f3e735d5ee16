import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { type PickProps, rowsOf } from '#kernel/ui';
import { agencyLedger } from '../ledgers.ts';

/** 选中介机构: one of those registered. */
export default function AgencyPick({ value, change }: PickProps): ReactNode {
  const { data, isPending } = useQuery({
    queryKey: ['ask', 'registry', 'agencies to pick'],
    queryFn: ({ signal }) => rowsOf(agencyLedger, { limit: 100 }, [], signal),
  });
  return (
    <Select<string>
      style={{ width: '100%' }}
      aria-label="中介机构"
      placeholder="请选择"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      loading={isPending}
      value={value ?? null}
      options={(data?.rows ?? []).map((row) => ({ value: row.id, label: row.name }))}
      onChange={(id: string | undefined) => change(id ?? undefined)}
    />
  );
}
