/** How phones get in: what the room, or the desk, says of its address. */

import type { View } from "../types";

export interface Wifi {
  readonly name: string;
  readonly password?: string;
}

export interface JoinView {
  /** The room's address as people type it, with `http://` and without a slash at the end. */
  readonly url?: string;
  /** How many phones have reached this room. */
  readonly reached?: number;
  readonly wifi?: Wifi;
}

export const joinOf = (view: View): JoinView => (view["join"] ?? {}) as JoinView;

/** What the QR code holds: straight to the circle. */
export const joinLink = (view: View): string => {
  const { url } = joinOf(view);
  return url && view.circle?.code ? `${url}/join/${view.circle.code}` : "";
};

const escaped = (text: string): string => text.replace(/[\\;,":]/g, (sign) => `\\${sign}`);

/** What phones' cameras take for a Wi-Fi network. */
export const wifiCode = ({ name, password }: Wifi): string =>
  password ? `WIFI:T:WPA;S:${escaped(name)};P:${escaped(password)};;` : `WIFI:T:nopass;S:${escaped(name)};;`;
