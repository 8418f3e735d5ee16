import L from 'leaflet';
import { type ReactNode, useEffect, useRef } from 'react';
import 'leaflet/dist/leaflet.css';
import './map.css';
import { Asked, useAsk, useMe } from '#kernel/ui';
import type { Ground } from './answers.ts';

/** A dot on the map, WGS-84 degrees. */
export interface Dot {
  id: string;
  name: string;
  lat: number;
  lng: number;
}

/** The theme's colour, for a canvas that knows no variables. */
const themed = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

interface Drawn {
  dots: readonly Dot[];
  chosen?: string | null;
  onChoose?: (id: string) => void;
  small?: boolean;
  /** Said to who cannot see the map; `{county}` stands for the county's name. */
  label: string;
}

/**
 * The county drawn without any tile server: its outline from the county's data, enterprises as plain dots — place is not
 * risk, so the four risk colours are not used here. The list beside it says the same to whoever cannot see it.
 */
export function Canvas(props: Drawn): ReactNode {
  const { county } = useMe();
  const ground = useAsk<Ground>('registry.outline', {}, { fresh: Number.POSITIVE_INFINITY });
  return (
    <Asked of={ground}>
      {(data) => <Sheet {...props} ground={data} label={props.label.replace('{county}', county.name)} />}
    </Asked>
  );
}

/** What the map shows first: the outline; without one the enterprises; without these the extent. */
function frameOf({ outline, box }: Ground, dots: readonly Dot[]): L.LatLngBounds {
  if (outline) return L.geoJSON(outline).getBounds();
  if (dots.length > 0) return L.latLngBounds(dots.map((dot): [number, number] => [dot.lat, dot.lng])).pad(0.1);
  return L.latLngBounds([box.south, box.west], [box.north, box.east]);
}

function Sheet(props: Drawn & { ground: Ground }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<L.Map | null>(null);
  const layer = useRef<L.LayerGroup | null>(null);
  const choose = useRef(props.onChoose);
  // The map is made once; what moves afterwards are the dots.
  const first = useRef({ ground: props.ground, dots: props.dots });
  useEffect(() => {
    choose.current = props.onChoose;
  }, [props.onChoose]);

  useEffect(() => {
    if (!box.current) return;
    const made = L.map(box.current, {
      preferCanvas: true,
      attributionControl: false,
      zoomControl: false,
      minZoom: first.current.ground.outline ? 8 : 3,
      maxZoom: 17,
      zoomSnap: 0.25,
    });
    L.control.zoom({ zoomInTitle: '放大', zoomOutTitle: '缩小' }).addTo(made);
    L.control.scale({ imperial: false }).addTo(made);
    const { ground, dots } = first.current;
    if (ground.outline)
      L.geoJSON(ground.outline, {
        interactive: false,
        style: { color: themed('--line-strong'), weight: 2, fillColor: themed('--paper'), fillOpacity: 1 },
      }).addTo(made);
    const frame = frameOf(ground, dots);
    made.fitBounds(frame, { padding: [8, 8], maxZoom: 14 });
    if (ground.outline) made.setMaxBounds(frame.pad(0.5));
    layer.current = L.layerGroup().addTo(made);
    map.current = made;
    // A tab in the background has no size; when it comes forward the map measures itself again.
    const watch = new ResizeObserver(() => made.invalidateSize());
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      made.remove();
      map.current = null;
    };
  }, []);

  useEffect(() => {
    const group = layer.current;
    if (!group) return;
    group.clearLayers();
    for (const dot of props.dots) {
      const on = dot.id === props.chosen;
      const mark = L.circleMarker([dot.lat, dot.lng], {
        radius: on ? 9 : 5,
        weight: on ? 3 : 1,
        color: themed(on ? '--ink' : '--paper'),
        fillColor: themed('--jade'),
        fillOpacity: 0.9,
      });
      mark.bindTooltip(dot.name);
      mark.on('click', () => choose.current?.(dot.id));
      mark.addTo(group);
      if (on) mark.bringToFront();
    }
    const at = props.small ? props.dots[0] : props.dots.find((dot) => dot.id === props.chosen);
    if (at && map.current)
      map.current.setView([at.lat, at.lng], Math.max(map.current.getZoom(), props.small ? 11 : map.current.getZoom()));
  }, [props.dots, props.chosen, props.small]);

  return (
    <div ref={box} className={props.small ? 'rg-map rg-map-small' : 'rg-map'} role="region" aria-label={props.label} />
  );
}
