import { type ReactNode, useEffect, useRef, useState } from 'react';
import { VoiceIcon } from './icons.tsx';

/** The part of the Web Speech API used here; browsers that have it mostly still prefix it. */
interface Recognition {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult:
    | ((event: {
        resultIndex: number;
        results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }>;
      }) => void)
    | null;
  onend: (() => void) | null;
  onerror: (() => void) | null;
  start(): void;
  stop(): void;
}

const recogniser = (): (new () => Recognition) | undefined => {
  const world = globalThis as unknown as Record<string, new () => Recognition>;
  return world.SpeechRecognition ?? world.webkitSpeechRecognition;
};

/** 按一下说话: shown only where the browser can hear; the words are added to what is written. */
export function Speaking(props: { onWords: (words: string) => void }): ReactNode {
  const [listening, setListening] = useState(false);
  const running = useRef<Recognition | null>(null);
  const told = useRef(props.onWords);
  told.current = props.onWords;
  useEffect(() => () => running.current?.stop(), []);
  const Make = recogniser();
  if (!Make) return null;
  const listen = () => {
    if (running.current) return running.current.stop();
    const heard = new Make();
    Object.assign(heard, { lang: 'zh-CN', continuous: true, interimResults: false });
    heard.onresult = ({ resultIndex, results }) => {
      for (let i = resultIndex; i < results.length; i += 1)
        if (results[i]?.isFinal) told.current(results[i]?.[0]?.transcript ?? '');
    };
    heard.onend = () => {
      running.current = null;
      setListening(false);
    };
    heard.onerror = () => heard.stop();
    running.current = heard;
    heard.start();
    setListening(true);
  };
  return (
    <button
      type="button"
      className={`zf-chip zf-speak${listening ? ' zf-speak-on' : ''}`}
      aria-pressed={listening}
      onClick={listen}
    >
      <VoiceIcon />
      {listening ? '正在听，点此结束' : '说话输入'}
    </button>
  );
}
