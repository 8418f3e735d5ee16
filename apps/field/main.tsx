import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Outbox } from '#kernel/outbox';
import './field.css';
import { Field } from './field.tsx';
import { register } from './worker-link.ts';

const outbox = new Outbox();
register();
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <Field outbox={outbox} />
  </StrictMode>,
);
