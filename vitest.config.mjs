// Tests of the front end stand beside what they test: src/circle_widgets/**/NAME.test.ts(x).
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/circle_widgets/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,tsx}"],
    environment: "happy-dom",
    globals: true, // @testing-library clears the page after each test through the global afterEach
    restoreMocks: true,
    unstubGlobals: true,
    dangerouslyIgnoreUnhandledErrors: false,
  },
});
