import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { newCache, UiRoot } from '#kernel/ui';
import { Desk } from './desk.tsx';

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <UiRoot cache={newCache()}>
      <Desk />
    </UiRoot>
  </StrictMode>,
);
