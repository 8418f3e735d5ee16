import { type KeyboardEvent, useEffect, useState } from 'react';

/** Whether an input method (输入法) is still composing a word somewhere on the page: what stands in the box is pinyin, not words. */
let composing = false;
let listening = false;

function listen(): void {
  if (listening) return;
  listening = true;
  addEventListener('compositionstart', () => (composing = true), true);
  addEventListener('compositionend', () => (composing = false), true);
}

/**
 * The words once the hand has rested for `pause` milliseconds and no Chinese input is under way: what a search may ask for.
 * Unfinished pinyin is never asked and never gets into an address.
 */
export function useTyped(words: string, pause: number): string {
  const [typed, setTyped] = useState(words);
  useEffect(listen, []);
  useEffect(() => {
    let later = setTimeout(rest, pause);
    function rest(): void {
      if (composing) later = setTimeout(rest, pause);
      else setTyped(words);
    }
    return () => clearTimeout(later);
  }, [words, pause]);
  return typed;
}

/** This key belongs to the input method: Enter takes the word it offers. `229` is what Safari gives the Enter that ended it. */
export const isComposing = (event: KeyboardEvent): boolean =>
  event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229;

/**
 * Keys of a form: Enter that takes a day in a calendar, a line of an open list or a word of the input method does that and no more;
 * the browser would send the whole form.
 */
export function keepEnter(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter') return;
  const picks = (event.target as HTMLElement).closest('.ant-picker, .ant-select, .ant-cascader');
  if (picks || isComposing(event)) event.preventDefault();
}
