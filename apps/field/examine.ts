import type { Outbox } from '#kernel/outbox';
import { SKEW_TOLD_MS } from '#kernel/outbox';
import { bytesText, canLocate, keep, keptOf, phoneBase } from '#kernel/phone';

/** One finding about the phone. */
export interface Finding {
  key: string;
  title: string;
  /** well: fine; weak: works with a limit; bad: something will not work. */
  state: 'well' | 'weak' | 'bad';
  words: string;
}

async function worker(): Promise<Finding> {
  const title = '没有网络也能打开';
  if (!isSecureContext)
    return { key: 'worker', title, state: 'bad', words: '本站不是 https，浏览器不允许离线打开。请让管理员启用 https' };
  if (!('serviceWorker' in navigator))
    return { key: 'worker', title, state: 'bad', words: '这个浏览器不支持离线打开，请换用 Chrome、Edge 或系统浏览器' };
  const registration = await navigator.serviceWorker.getRegistration(`${phoneBase()}/`);
  return registration?.active
    ? { key: 'worker', title, state: 'well', words: '已装好' }
    : { key: 'worker', title, state: 'weak', words: '正在安装，联网停留片刻后再看' };
}

async function store(): Promise<Finding> {
  const title = '本机存储';
  try {
    const mark = String(Date.now());
    await keep('phone', 'check', mark);
    const read = await keptOf<string>('phone', 'check');
    return read?.value === mark
      ? { key: 'store', title, state: 'well', words: '能写能读' }
      : { key: 'store', title, state: 'bad', words: '写下去读不回来，请勿在离线时填报' };
  } catch {
    return { key: 'store', title, state: 'bad', words: '不能保存：可能是无痕模式或存储已满，请勿在离线时填报' };
  }
}

async function lasting(): Promise<Finding> {
  const title = '存储不被系统清理';
  if (!navigator.storage?.persisted)
    return { key: 'lasting', title, state: 'weak', words: '这个浏览器不能保证，请及时联网发送' };
  return (await navigator.storage.persisted())
    ? { key: 'lasting', title, state: 'well', words: '已获准' }
    : { key: 'lasting', title, state: 'weak', words: '未获准：手机空间不足时系统可能清理。装到桌面后一般会获准' };
}

async function room(): Promise<Finding> {
  const title = '剩余空间';
  const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  if (quota === 0) return { key: 'room', title, state: 'weak', words: '这个浏览器不报告空间' };
  const left = quota - usage;
  return {
    key: 'room',
    title,
    state: left < 200 * 1024 * 1024 ? 'bad' : 'well',
    words: `可用约 ${bytesText(left)}，已用 ${bytesText(usage)}`,
  };
}

async function camera(): Promise<Finding> {
  const title = '相机';
  // Without permission the browser still lists the devices, only unnamed; taking the picture is the system's own camera.
  const devices = (await navigator.mediaDevices?.enumerateDevices?.().catch(() => [])) ?? [];
  return devices.some(({ kind }) => kind === 'videoinput')
    ? { key: 'camera', title, state: 'well', words: '有' }
    : { key: 'camera', title, state: 'weak', words: '浏览器没有报告相机；可从相册选，会标明非现场拍摄' };
}

async function place(): Promise<Finding> {
  const title = '定位';
  if (!canLocate()) return { key: 'place', title, state: 'weak', words: '不可用，照片上会写“未定位”，不影响提交' };
  const { state } = (await navigator.permissions?.query({ name: 'geolocation' }).catch(() => null)) ?? {
    state: 'prompt',
  };
  return state === 'denied'
    ? { key: 'place', title, state: 'weak', words: '已拒绝。可在浏览器的网站设置中允许' }
    : { key: 'place', title, state: 'well', words: state === 'granted' ? '已允许' : '拍照时会询问一次' };
}

async function clock(outbox: Outbox): Promise<Finding> {
  const title = '手机时间';
  const skew = await outbox.skew();
  if (!skew) return { key: 'clock', title, state: 'weak', words: '还没有和服务器对过' };
  const minutes = Math.round(Math.abs(skew.ms) / 60_000);
  return Math.abs(skew.ms) > SKEW_TOLD_MS
    ? {
        key: 'clock',
        title,
        state: 'weak',
        words: `比服务器${skew.ms < 0 ? '快' : '慢'} ${minutes} 分钟，请在系统设置中改为自动；记录已按服务器时间`,
      }
    : { key: 'clock', title, state: 'well', words: '与服务器一致' };
}

/** Looks at everything the field work stands on. */
export function examine(outbox: Outbox): Promise<Finding[]> {
  return Promise.all([worker(), store(), lasting(), room(), camera(), place(), clock(outbox)]);
}
