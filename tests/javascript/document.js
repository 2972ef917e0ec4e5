// A document for modules that make nodes, without a browser around it.
import { parseHTML } from "linkedom";

const { document, Node } = parseHTML("<!doctype html><html lang='nl-BE'><body></body></html>");
Object.assign(globalThis, { document, Node });

/**
 * The markup of nodes, as the browser would write it.
 * @param {Node} nodes
 */
export function markup(nodes) {
  const holder = document.createElement("div");
  holder.append(nodes);
  return holder.innerHTML;
}

/** @param {Node} nodes */
export function elements(nodes) {
  const holder = document.createElement("div");
  holder.append(nodes);
  return [...holder.querySelectorAll("*")];
}
