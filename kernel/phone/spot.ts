/** Where the phone is, as the picture and the record take it. */
export interface Spot {
  lat: number;
  lng: number;
  /** Metres. */
  accuracy: number;
  datum: 'WGS-84';
}

const MAY_TAKE = 10_000;
/** A place found within the last minute is the place. */
const FRESH = 60_000;

/** Whether the browser can be asked at all: only on https and localhost. */
export const canLocate = (): boolean =>
  typeof navigator !== 'undefined' && 'geolocation' in navigator && isSecureContext;

/** Asks the phone once where it is; null when it does not know or may not say. Never throws: a finding needs no place. */
export function locate(): Promise<Spot | null> {
  if (!canLocate()) return Promise.resolve(null);
  return new Promise((found) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        // Six places are a hand's breadth; more is noise.
        const round = (n: number) => Math.round(n * 1e6) / 1e6;
        found({
          lat: round(coords.latitude),
          lng: round(coords.longitude),
          accuracy: Math.round(coords.accuracy),
          datum: 'WGS-84',
        });
      },
      () => found(null),
      { enableHighAccuracy: true, timeout: MAY_TAKE, maximumAge: FRESH },
    );
  });
}

/** `35.503600°N 112.851200°E ±12 米`. */
export const spotText = (spot: Spot): string =>
  `${spot.lat.toFixed(6)}°N ${spot.lng.toFixed(6)}°E ±${spot.accuracy} 米`;
