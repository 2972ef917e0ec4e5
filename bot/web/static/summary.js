// @ts-check
import { el } from "./dom.js";
import { TEXTS } from "./strings.js";

/**
 * Lets the visitor keep what a guide came to: as a file, or on the clipboard.
 * @param {() => Promise<string>} read
 * @param {(text: string) => void} say
 */
export function summaryChoices(read, say) {
  const names = TEXTS.summary;
  const note = el("span", { class: "quiet" });
  /**
   * @param {string} title
   * @param {(text: string) => void | Promise<void>} keep
   * @param {string} done
   */
  const choice = (title, keep, done) => {
    const press = async () => {
      try {
        await keep(await read());
        note.textContent = done;
      } catch {
        note.textContent = names.failed;
      }
      say(note.textContent);
    };
    return el("li", {}, el("button", { type: "button", class: "choice", click: press }, title));
  };
  return el(
    "div",
    { role: "group", "aria-label": names.label },
    el(
      "ul",
      { class: "choices", role: "list" },
      choice(names.save, download, names.saved),
      choice(names.copy, (text) => navigator.clipboard.writeText(text), names.copied),
    ),
    note,
  );
}

/** @param {string} text */
function download(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  el("a", { href: address, download: TEXTS.summary.file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
