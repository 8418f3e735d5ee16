import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Outbox } from '#kernel/outbox';
import { under } from '#kernel/ui';
import './field.css';
import { Field } from './field.tsx';
import { register } from './worker-link.ts';

const outbox = new Outbox({ under });
register();
// A slow phone may have been shown the plain page meanwhile: the app is here after all.
const root = document.getElementById('root') as HTMLElement;
root.style.display = '';
document.getElementById('old-kernel')?.remove();

createRoot(root).render(
  <StrictMode>
    <Field outbox={outbox} />
  </StrictMode>,
);
