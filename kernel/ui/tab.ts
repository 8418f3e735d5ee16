import { createContext, useContext, useEffect } from 'react';

/** What a page knows of the tab it lives in. */
export interface Tab {
  id: string;
  /** Shown now; a page in the background keeps its state and asks for nothing. */
  active: boolean;
  /** Element that holds drawers of this tab, so that a drawer goes and comes with its tab. */
  holder: () => HTMLElement;
  rename: (title: string) => void;
}

export const TabContext = createContext<Tab>({
  id: '',
  active: true,
  holder: () => document.body,
  rename: () => {},
});

/** The tab this page lives in. */
export const useTab = (): Tab => useContext(TabContext);

/** Gives the tab its words once the record is known. */
export function useTabTitle(title: string | undefined): void {
  const { rename } = useTab();
  useEffect(() => {
    if (title) rename(title);
  }, [title, rename]);
}
