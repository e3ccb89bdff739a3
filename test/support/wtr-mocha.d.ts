/** What browser tests (`*.browser.test.ts`) find as globals. Node tests import theirs from `node:test`. */

interface BrowserSuite {
  (title: string, body: () => void): void;
  skip(title: string, body: () => void): void;
}

interface BrowserTest {
  (title: string, body: () => void | Promise<void>): void;
  skip(title: string, body: () => void | Promise<void>): void;
}

type BrowserHook = (body: () => unknown) => void;

declare const describe: BrowserSuite;
declare const it: BrowserTest;
declare const before: BrowserHook;
declare const after: BrowserHook;
declare const beforeEach: BrowserHook;
declare const afterEach: BrowserHook;
