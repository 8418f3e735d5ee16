import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { newCache, UiRoot } from '#kernel/ui';
import { Desk } from './desk.tsx';

// A slow machine may have been shown the plain page meanwhile: the desk is here after all.
const root = document.getElementById('root') as HTMLElement;
root.style.display = '';
document.getElementById('old-kernel')?.remove();

createRoot(root).render(
  <StrictMode>
    <UiRoot cache={newCache()}>
      <Desk />
    </UiRoot>
  </StrictMode>,
);
