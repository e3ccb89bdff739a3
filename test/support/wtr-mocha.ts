/** The functions of the browser tests' framework, typed; import them as node tests import `node:test`. */

type Body = () => void | Promise<void>;

interface Suite {
  (title: string, body: () => void): void;
  skip(title: string, body: () => void): void;
}

interface Test {
  (title: string, body: Body): void;
  skip(title: string, body: Body): void;
}

type Hook = (body: Body) => void;

const framework = globalThis as unknown as {
  describe: Suite;
  it: Test;
  before: Hook;
  after: Hook;
  beforeEach: Hook;
  afterEach: Hook;
};

export const { describe, it, before, after, beforeEach, afterEach } = framework;
