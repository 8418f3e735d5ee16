import { Input } from 'antd';
import { lazy, type ReactNode, Suspense } from 'react';
import type { CountyChoice } from '#kernel/ui';

const CountySelect = lazy(() => import('./CountySelect.tsx'));

/** Whose account signs in, where the server serves several counties; nothing where it serves one. */
export function CountyField({ choice }: { choice: CountyChoice }): ReactNode {
  if (choice.counties.length === 0) return null;
  return (
    <>
      <label htmlFor="county">县（市、区）</label>
      {/* A box of its own: the open list puts something before itself, and the label's space is its neighbour's. */}
      <div>
        <Suspense fallback={<Input size="large" disabled />}>
          <CountySelect counties={choice.counties} value={choice.county} onChange={choice.pick} />
        </Suspense>
      </div>
    </>
  );
}
