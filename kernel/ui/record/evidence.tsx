import LeftOutlined from '@ant-design/icons/es/icons/LeftOutlined';
import RightOutlined from '@ant-design/icons/es/icons/RightOutlined';
import WarningOutlined from '@ant-design/icons/es/icons/WarningOutlined';
import { Button, Modal } from 'antd';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { fileUrl } from '../files.ts';
import { instantText } from '../text.tsx';

/** One photo of a contact sheet, by its hash. */
export interface Photo {
  sha: string;
  note?: string;
  /** ISO instant it was taken. */
  at?: string;
  by?: string;
  /** Why it is not shown: a marked place stands where it would be. */
  wrong?: string;
}

/** Before and after of the same spot. */
export interface PhotoPair {
  before: string;
  after: string;
  note?: string;
}

const caption = (photo: Photo) =>
  [photo.note, photo.by, photo.at ? instantText(photo.at, false) : ''].filter(Boolean).join(' · ');

/** The marked place of a photo that is not shown, saying why. */
function NotShown(props: { why: string; of: string }): ReactNode {
  return (
    <span className="zs-sheet-wrong" role="img" aria-label={`${props.of}：${props.why}`}>
      <WarningOutlined aria-hidden="true" />
      <span>{props.why}</span>
    </span>
  );
}

/** A photo, or its marked place when it is not to be shown or the server has none to show. */
function Picture(props: { photo: Photo; size: 'thumb' | 'view'; alt: string }): ReactNode {
  const [failed, setFailed] = useState(false);
  const why = props.photo.wrong ?? (failed ? '照片打不开' : null);
  if (why) return <NotShown why={why} of={props.alt} />;
  return (
    <img
      src={fileUrl(props.photo.sha, props.size)}
      alt={props.alt}
      loading={props.size === 'thumb' ? 'lazy' : 'eager'}
      decoding="async"
      onError={() => setFailed(true)}
    />
  );
}

/** Photos as a contact sheet by their hash; a press enlarges, arrows leaf, pairs have a before/after slider (证据照片). */
export function EvidenceSheet(props: {
  photos: readonly Photo[];
  pairs?: readonly PhotoPair[];
  small?: boolean;
}): ReactNode {
  const [at, setAt] = useState<number | null>(null);
  const { photos } = props;
  const shown = at === null ? undefined : photos[at];
  const leaf = (by: number) => setAt((now) => (now === null ? null : (now + by + photos.length) % photos.length));
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowRight') leaf(1);
    if (event.key === 'ArrowLeft') leaf(-1);
  };
  if (photos.length === 0 && !props.pairs?.length) return <p className="zs-meta">还没有照片</p>;
  return (
    <>
      {props.pairs?.map((pair) => (
        <BeforeAfter key={pair.before + pair.after} pair={pair} />
      ))}
      <ul className={props.small ? 'zs-sheet zs-sheet-small' : 'zs-sheet'}>
        {photos.map((photo, i) => (
          <li key={photo.sha}>
            <button
              type="button"
              onClick={() => setAt(i)}
              aria-label={`放大照片 ${String(i + 1)}${photo.note ? `：${photo.note}` : ''}`}
            >
              <Picture photo={photo} size="thumb" alt={photo.note ?? `照片 ${String(i + 1)}`} />
            </button>
            {caption(photo) && !props.small ? <span className="zs-meta">{caption(photo)}</span> : null}
          </li>
        ))}
      </ul>
      <Modal
        open={shown !== undefined}
        onCancel={() => setAt(null)}
        footer={null}
        width="min(92vw, 1200px)"
        centered
        title={shown ? `照片 ${String((at ?? 0) + 1)} / ${String(photos.length)}` : ''}
      >
        {shown ? (
          <div className="zs-lightbox" role="group" aria-label="照片，左右方向键翻看" onKeyDown={keys}>
            <Picture key={shown.sha} photo={shown} size="view" alt={shown.note ?? '照片'} />
            <div className="zs-row">
              <Button
                icon={<LeftOutlined />}
                aria-label="上一张"
                onClick={() => leaf(-1)}
                disabled={photos.length < 2}
                autoFocus
              />
              <Button
                icon={<RightOutlined />}
                aria-label="下一张"
                onClick={() => leaf(1)}
                disabled={photos.length < 2}
              />
              <span className="zs-meta zs-grow">{caption(shown)}</span>
              {shown.wrong ? null : (
                <a href={fileUrl(shown.sha, 'original')} target="_blank" rel="noreferrer">
                  查看原图
                </a>
              )}
              <span className="zs-mark" title={`照片校验值 ${shown.sha}`}>
                校验 {shown.sha.slice(0, 8)}
              </span>
            </div>
          </div>
        ) : null}
      </Modal>
    </>
  );
}

/** Two photos of one place; the slider moves by pointer or arrow keys (前后对比). */
export function BeforeAfter(props: { pair: PhotoPair }): ReactNode {
  const [share, setShare] = useState(50);
  const { pair } = props;
  return (
    <figure className="zs-before-after">
      <div className="zs-before-after-box">
        <img src={fileUrl(pair.before, 'view')} alt={`之前${pair.note ? `：${pair.note}` : ''}`} />
        <img
          src={fileUrl(pair.after, 'view')}
          alt={`之后${pair.note ? `：${pair.note}` : ''}`}
          style={{ clipPath: `inset(0 0 0 ${String(share)}%)` }}
        />
        <i style={{ left: `${String(share)}%` }} aria-hidden="true" />
        <span className="zs-before-word">前</span>
        <span className="zs-after-word">后</span>
      </div>
      <input
        type="range"
        min={0}
        max={100}
        value={share}
        aria-label="前后对比"
        aria-valuetext={`左侧 ${String(share)}% 为之前`}
        onChange={(event) => setShare(Number(event.target.value))}
      />
      {pair.note ? <figcaption className="zs-meta">{pair.note}</figcaption> : null}
    </figure>
  );
}
