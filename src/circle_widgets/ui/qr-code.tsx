/** A QR code as a drawing: black on white in either scheme, with its quiet zone. */

import { qr } from "./qr";

export function QrCode({ text, label }: { text: string; label: string }) {
  const rows = qr(text);
  const side = rows.length + 8;
  const d = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + 4} ${y + 4}h1v1h-1z`] : []))).join("");
  return (
    <svg class="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path fill="#fff" d={`M0 0h${side}v${side}H0z`} />
      <path fill="#000" d={d} />
    </svg>
  );
}
