/** From a step kind's faces to the ES module that a host mounts: `mount(element, {view, send, t, role}) → cleanup`. */

import { type ComponentType, render } from "preact";
import { useEffect, useErrorBoundary, useMemo, useState } from "preact/hooks";
import { Plain } from "./plain";
import type { Drafts, FaceProps, Host, Mount, Role } from "./types";

/** One component for each role; a role that is left out gets a plain one, drawn from the view. */
export type Faces = Readonly<Partial<Record<Role, ComponentType<FaceProps>>>>;

/** Drafts of a host that keeps none: they live as long as the page. */
const inMemory = (): Drafts => {
  const kept = new Map<string, string>();
  return { get: (key) => kept.get(key) ?? "", set: (key, text) => void kept.set(key, text) };
};

function Stage({ faces, host }: { faces: Faces; host: Host }) {
  const [view, setView] = useState(host.view.get());
  useEffect(() => {
    setView(host.view.get());
    return host.view.subscribe(() => setView(host.view.get()));
  }, [host]);
  const drafts = useMemo(() => host.drafts ?? inMemory(), [host]);
  // a face that breaks, ours or another package's, leaves its texts readable
  const [broken] = useErrorBoundary((error) => console.error(error));
  const Face = (broken === undefined ? faces[host.role] : undefined) ?? Plain;
  return (
    <Face
      view={view}
      send={host.send}
      t={host.t}
      role={host.role}
      locale={host.locale ?? view.me?.locale ?? view.circle?.locale ?? "en"}
      now={host.now ?? Date.now}
      drafts={drafts}
      drop={host.drop ?? (() => undefined)}
    />
  );
}

/** The `mount` of a kind's module; the build calls it with what `face.tsx` exports. */
export const mountable =
  (faces: Faces): Mount =>
  (element, host) => {
    render(<Stage faces={faces} host={host} />, element);
    return () => render(null, element);
  };
