import { type ChangeEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { isQuota } from '#kernel/outbox';
import { sayError } from './age.ts';
import { AlbumIcon, CameraIcon, CrossIcon } from './icons.tsx';
import { usePhone } from './phone-state.ts';
import { keepPhoto, type TakenPhoto } from './photo.ts';
import { PictureViewer } from './picture-viewer.tsx';
import { say } from './say.ts';
import type { Spot } from './spot.ts';
import './photos.css';

const PLACE_MAY_TAKE = 2_500;

/** Address of a picture on the device, as long as the component lives. */
export function usePhotoUrl(sha256: string): string | null {
  const { outbox } = usePhone();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let over = false;
    void outbox.file(sha256).then((file) => {
      if (!file || over) return;
      made = URL.createObjectURL(new Blob([file.bytes], { type: file.type }));
      setUrl(made);
    });
    return () => {
      over = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [outbox, sha256]);
  return url;
}

function Thumb(props: { photo: TakenPhoto; n: number; drop?: () => void }): ReactNode {
  const { photo, n, drop } = props;
  const url = usePhotoUrl(photo.sha256);
  const [big, setBig] = useState(false);
  return (
    <li className="zf-thumb">
      <button type="button" className="zf-thumb-open" aria-label={`查看第 ${n} 张照片`} onClick={() => setBig(true)}>
        {url ? <img src={url} alt={`第 ${n} 张照片`} /> : null}
      </button>
      {photo.fromAlbum ? <span className="zf-thumb-note">非现场拍摄</span> : null}
      {drop ? (
        <button type="button" className="zf-thumb-drop" aria-label={`删去第 ${n} 张照片`} onClick={drop}>
          <CrossIcon />
        </button>
      ) : null}
      {url && big ? <PictureViewer url={url} title={`第 ${n} 张照片`} onClose={() => setBig(false)} /> : null}
    </li>
  );
}

/** Photos of a form: the camera first, the album marked as not taken on the spot. */
export function PhotoTaker(props: {
  value: readonly TakenPhoto[];
  onChange: (photos: TakenPhoto[]) => void;
  /** Where the phone is, when it knows. */
  spot: () => Promise<Spot | null>;
  /** The device is full: the form offers the way out. */
  onFull: () => void;
  most?: number;
}): ReactNode {
  const { value, onChange, spot, onFull, most = 10 } = props;
  const { outbox, now, me } = usePhone();
  const [busy, setBusy] = useState(false);
  const id = useId();
  const left = most - value.length;
  // The form may change while a picture is being saved.
  const latest = useRef({ value, onChange });
  latest.current = { value, onChange };

  const take = (fromAlbum: boolean) => async (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])].slice(0, left);
    event.target.value = '';
    setBusy(true);
    try {
      // The picture is kept at once: a place that is slow to find does not hold it up.
      const where = fromAlbum
        ? null
        : await Promise.race([spot(), new Promise<null>((late) => setTimeout(() => late(null), PLACE_MAY_TAKE))]);
      const taken: TakenPhoto[] = [];
      for (const file of files) {
        const of = { takenAt: now(), fromAlbum, spot: where };
        taken.push(await keepPhoto(outbox, file, of, me.photoEdge));
      }
      const before = latest.current.value;
      const fresh = taken.filter((photo) => !before.some((one) => one.sha256 === photo.sha256));
      latest.current.onChange([...before, ...fresh]);
    } catch (error) {
      if (isQuota(error)) onFull();
      else say(sayError(error, '照片没有存下来，请重拍'));
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="zf-photos">
      {value.length > 0 ? (
        <ul className="zf-thumbs">
          {value.map((photo, i) => (
            <Thumb
              key={photo.sha256}
              photo={photo}
              n={i + 1}
              drop={() => onChange(value.filter((one) => one !== photo))}
            />
          ))}
        </ul>
      ) : null}
      {left > 0 ? (
        <div className="zf-takers">
          <label className={`zf-taker zf-taker-main${busy ? ' zf-busy' : ''}`} htmlFor={`${id}camera`}>
            <CameraIcon />
            <b>{busy ? '正在保存…' : value.length > 0 ? '再拍一张' : '拍照'}</b>
            <input
              id={`${id}camera`}
              type="file"
              accept="image/*"
              capture="environment"
              disabled={busy}
              onChange={take(false)}
            />
          </label>
          <label className="zf-taker" htmlFor={`${id}album`}>
            <AlbumIcon />
            <span>从相册选</span>
            <input id={`${id}album`} type="file" accept="image/*" multiple disabled={busy} onChange={take(true)} />
          </label>
        </div>
      ) : (
        <p className="zf-meta">最多 {most} 张，已满。</p>
      )}
    </div>
  );
}
