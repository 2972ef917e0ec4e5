// @ts-check
/*
 * The chat for any page:  <script src="https://…/webhooks/web/widget.js" data-…></script>
 * Puts a launcher on the page, unless the page has a <wegwijzer-chat> of its own.
 * It is a classic script, so that it works with and without type="module".
 */
(() => {
  const script = /** @type {HTMLScriptElement | null} */ (
    document.currentScript ?? document.querySelector('script[src*="widget.js"]')
  );
  // Absolute: in a script of another origin a relative import() has no base.
  const source = script ? new URL("element.js", script.src).href : "./element.js";

  const addLauncher = () => {
    if (document.querySelector("wegwijzer-chat")) return;
    const chat = document.createElement("wegwijzer-chat");
    Object.assign(chat.dataset, script?.dataset);
    document.body.append(chat);
  };

  import(source).then(
    () => {
      if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", addLauncher);
      else addLauncher();
    },
    (error) => console.error("Wegwijzer:", error),
  );
})();
