import type { ReactNode } from 'react';
import './sign-in.css';

/** What stands before the desk: hills left, one form right. `wide` gives the form room for a picture beside its words. */
export function Doorway(props: { children: ReactNode; wide?: boolean }): ReactNode {
  return (
    <main className={props.wide ? 'access-door access-door-wide' : 'access-door'}>
      <section className="access-door-words" aria-hidden="true">
        <Horizon />
        <p>隐患见底，责任见人，闭环见证。</p>
      </section>
      <section className="access-door-side">{props.children}</section>
    </main>
  );
}

/** The product's name over a form of the doorway. */
export function Brand(): ReactNode {
  return (
    <header className="access-brand">
      <h1>泽安</h1>
      <p className="zs-meta">安全生产监管平台</p>
    </header>
  );
}

/** Hills of a mining county, drawn in three tones; decoration, hence hidden from readers. */
function Horizon(): ReactNode {
  return (
    <svg viewBox="0 0 800 600" aria-hidden="true" preserveAspectRatio="xMidYMax slice">
      <circle cx="560" cy="210" r="54" className="access-sun" />
      <path
        className="access-hill-far"
        d="M0 380 90 330 170 362 260 280 340 340 430 300 520 352 610 290 700 344 800 310V600H0Z"
      />
      <path
        className="access-hill-mid"
        d="M0 450 110 402 200 430 320 372 420 432 540 392 640 440 740 402 800 424V600H0Z"
      />
      <path
        className="access-hill-near"
        d="M0 520H120L150 500H260L290 480H400L430 502H560L592 522H700L730 540H800V600H0Z"
      />
    </svg>
  );
}
