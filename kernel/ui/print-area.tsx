import { type ReactNode, useId } from 'react';

/** What is printed is this and nothing else, on one size of paper (打印). */
export function PrintArea(props: { size: 'A3' | 'A4'; landscape?: boolean; children: ReactNode }): ReactNode {
  const name = `sheet${useId().replace(/\W/g, '')}`;
  return (
    <div className="zs-print-area" style={{ page: name }}>
      <style>{`@page ${name} { size: ${props.size} ${props.landscape ? 'landscape' : 'portrait'}; margin: 12mm; }`}</style>
      {props.children}
    </div>
  );
}
