/** What built files use though a browser of the floor lacks it, each with the reason why nobody is worse off than by a detail. */

/** Not asked without looking first, or another's method of the same name. */
export const acceptedInScripts: Readonly<Record<string, string>> = {
  '.commit()': 'IndexedDB commits by itself; the library calls it in try',
  '.databases()': 'the library asks for it before it calls',
  '.persisted()': 'asked before it is called',
  '.query()': 'permissions are asked with ?. and fall back; else a method of the query cache',
  '.read()': 'a stream reader without a buffer of its own',
  '.request()': 'locks: kernel/outbox/lock.ts takes turns by the database where there are none',
  '.reset()': 'of a form or a mutation, not of a canvas',
  '.show()': 'of a component, not of a dialog element',
  '.showModal()': 'kernel/phone/say.ts asks by confirm where there is none',
  '.startViewTransition()': 'in try: React goes on without the transition',
  BroadcastChannel: 'typeof is asked first: tabs are told by the database',
  FinalizationRegistry: 'typeof is asked first',
  WeakRef: 'typeof is asked first',
  createImageBitmap: 'typeof is asked first: kernel/phone/photo.ts reads the picture by an image element',
  reportError: 'typeof is asked first: React writes to the console instead',
};

/** Of what antd writes as it runs, beside the above. */
export const acceptedAtRun: Readonly<Record<string, string>> = {
  ':has': 'focus rings of fields without a border, corners between chosen options',
  'backdrop-filter': 'the shade behind a drawer is not blurred',
};

/** Left out by a browser, and the page still reads and works. */
export const acceptedInStyles: Readonly<Record<string, string>> = {
  '@page': 'print: the paper and margins the printer is set to',
  '::backdrop': 'the question has its own border and shadow',
  ':focus-visible': 'the browser draws its own focus ring',
  ':is': 'the compiler writes :-webkit-any and :-moz-any beside it',
  'accent-color': 'a tick box in the colour of the system',
  'align-content: start': 'a grid with one row',
  appearance: '-webkit-appearance stands beside it',
  'aspect-ratio': 'a picture that keeps its own proportions',
  'break-after: avoid': 'print: a heading at the foot of a column',
  'justify-content: safe': 'the door stands at the top instead of the middle',
  'mix-blend-mode: plus-lighter': 'seams between tiles of a map',
  'overflow-wrap: anywhere': 'break-word as far as the column is fixed',
  'overscroll-behavior-y': 'pulling at the end of a page',
  'overscroll-behavior-y: none': 'pulling at the end of a page',
  'print-color-adjust': '-webkit-print-color-adjust stands beside it',
  'print-color-adjust: exact': '-webkit-print-color-adjust stands beside it',
  'scrollbar-width': 'a thin bar below the tabs',
  'scrollbar-width: none': 'a thin bar below the tabs',
  'text-underline-offset': 'the line nearer to the words',
  'user-select': '-webkit-user-select stands beside it',
};
