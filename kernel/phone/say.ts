/**
 * Short words from outside a page: a question with two answers, a line that goes away by itself. Plain elements of the
 * browser, which knows how to hold the focus and to read them out.
 */

import './say.css';

/** What is asked: a text, the word that does it, the word that does not. */
export interface Question {
  title?: string;
  text: string;
  yes: string;
  no: string;
}

const element = (name: string, className: string, text: string): HTMLElement =>
  Object.assign(document.createElement(name), { className, textContent: text });

/** Asks the person; true when the answer is yes, false when it is no or the question was put away. */
export function askPerson(question: Question): Promise<boolean> {
  const box = document.createElement('dialog');
  // A browser without dialogs has at least its own question.
  if (!box.showModal) return Promise.resolve(confirm([question.title, question.text].filter(Boolean).join('\n')));
  box.className = 'zf-question';
  box.setAttribute('aria-label', question.title ?? question.text);
  if (question.title) box.append(element('h2', '', question.title));
  const answers = element('div', 'zf-pair', '');
  const button = (word: string, value: string) => {
    const one = Object.assign(element('button', `zf-answer zf-answer-${value}`, word) as HTMLButtonElement, {
      type: 'button',
    });
    one.addEventListener('click', () => box.close(value));
    return one;
  };
  answers.append(button(question.no, 'no'), button(question.yes, 'yes'));
  box.append(element('p', '', question.text), answers);
  document.body.append(box);
  box.showModal();
  return new Promise((answered) => {
    box.addEventListener('close', () => {
      box.remove();
      answered(box.returnValue === 'yes');
    });
  });
}

const SHOWN_MS = 3_500;
let shown: { line: HTMLElement; timer: ReturnType<typeof setTimeout> } | null = null;

/** Says one line above the four places; the next one takes its place. */
export function say(text: string): void {
  if (shown) {
    clearTimeout(shown.timer);
    shown.line.remove();
  }
  const line = element('p', 'zf-said', text);
  line.setAttribute('role', 'status');
  document.body.append(line);
  shown = {
    line,
    timer: setTimeout(() => {
      line.remove();
      shown = null;
    }, SHOWN_MS),
  };
}
