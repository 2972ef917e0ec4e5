// @ts-check
import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["**/node_modules/", ".venv/", ".wegwijzer/", "artifacts/"] },
  js.configs.recommended,
  {
    rules: {
      "no-var": "error",
      "prefer-const": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-implicit-coercion": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-console": ["error", { allow: ["error"] }],
      // The assistant's words become nodes and never markup (markdown.js).
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML", "setHTMLUnsafe", "write"].map((property) => ({
          property,
          message: "Make nodes with el(); never set markup.",
        })),
      ],
    },
  },
  { files: ["bot/web/static/*.js"], languageOptions: { globals: globals.browser } },
  { files: ["bot/web/static/widget.js"], languageOptions: { sourceType: "script" } },
  { files: ["tests/javascript/**"], languageOptions: { globals: globals.node }, rules: { "no-restricted-properties": "off" } },
];
