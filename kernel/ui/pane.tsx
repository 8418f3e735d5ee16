import { Drawer as AntDrawer } from 'antd';
import { type ReactNode, useId } from 'react';
import { useTab } from './tab.ts';
import { size } from './theme.ts';

/** A titled white section. */
export function Pane(props: {
  title?: ReactNode;
  note?: ReactNode;
  acts?: ReactNode;
  children: ReactNode;
  /** No inner margin: tables. */
  flush?: boolean;
  id?: string;
}): ReactNode {
  const own = useId();
  return (
    <section
      className={`zs-pane${props.flush ? ' zs-pane-flush' : ''}`}
      id={props.id}
      aria-labelledby={props.title ? own : undefined}
    >
      {props.title ? (
        <header className="zs-pane-head">
          <h2 id={own}>{props.title}</h2>
          {props.note ? <span className="zs-meta">{props.note}</span> : null}
          {props.acts ? <span className="zs-pane-acts">{props.acts}</span> : null}
        </header>
      ) : null}
      <div className="zs-pane-body">{props.children}</div>
    </section>
  );
}

/** A page: its title line and what stands under it. */
export function Page(props: {
  title: ReactNode;
  note?: ReactNode;
  acts?: ReactNode;
  children: ReactNode;
  narrow?: boolean;
}): ReactNode {
  return (
    <div className={`zs-page${props.narrow ? ' zs-page-narrow' : ''}`}>
      <header className="zs-page-head">
        <h1>{props.title}</h1>
        {props.note ? <span className="zs-meta">{props.note}</span> : null}
        {props.acts ? <span className="zs-page-acts">{props.acts}</span> : null}
      </header>
      {props.children}
    </div>
  );
}

/** A drawer that belongs to its tab: it hides and comes back with it. Esc closes and the focus goes back to where it was. */
export function Drawer(props: {
  title: ReactNode;
  open: boolean;
  onClose: () => void;
  wide?: boolean;
  foot?: ReactNode;
  extra?: ReactNode;
  children: ReactNode;
}): ReactNode {
  const { holder } = useTab();
  return (
    <AntDrawer
      title={props.title}
      open={props.open}
      onClose={props.onClose}
      size={props.wide ? size.drawerWide : size.drawer}
      getContainer={holder}
      rootStyle={{ position: 'absolute' }}
      destroyOnHidden
      footer={props.foot}
      extra={props.extra}
      keyboard
    >
      {props.children}
    </AntDrawer>
  );
}
