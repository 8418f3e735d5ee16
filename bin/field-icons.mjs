// Draws the phone app's icons into apps/field/public: hills over a line, in the theme's jade. Run by hand when the mark changes.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const out = join(dirname(fileURLToPath(import.meta.url)), '..', 'apps', 'field', 'public');
const [jade, paper] = ['#0F6B6B', '#FFFFFF'];

/** The mark in a square of 512; `round` is the corner's radius, `scale` leaves the rim a mask may cut. */
const mark = (round, scale) => `
<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512" viewBox="0 0 512 512">
  <rect width="512" height="512" rx="${round}" fill="${jade}"/>
  <g transform="translate(256 256) scale(${scale}) translate(-256 -256)" fill="none" stroke="${paper}" stroke-width="34" stroke-linejoin="round" stroke-linecap="round">
    <path d="M84 336 196 176l72 96 44-56 116 120"/>
    <path d="M84 396h344"/>
    <circle cx="346" cy="140" r="26" fill="${paper}" stroke="none"/>
  </g>
</svg>`;

for (const [name, size, svg] of [
  ['icon-192', 192, mark(96, 1)],
  ['icon-512', 512, mark(96, 1)],
  ['icon-mask-512', 512, mark(0, 0.78)],
]) {
  await sharp(Buffer.from(svg))
    .resize(size, size)
    .png({ compressionLevel: 9, palette: true })
    .toFile(join(out, `${name}.png`));
}
