import { html, LitElement, render } from 'lit';
import '../../src/define/sf-connection.ts';
import { Connection } from '../../src/connection/connection.ts';
import { ConnectionController } from '../../src/connection/connection-controller.ts';
import assert from '../support/wtr-assert.ts';

class Finder extends LitElement {
  connection: Connection | string | undefined;
  readonly link = new ConnectionController(this);
}
customElements.define('test-finder', Finder);

describe('ConnectionController', () => {
  let page: HTMLElement;

  beforeEach(() => {
    page = document.createElement('main');
    document.body.append(page);
  });

  afterEach(() => page.remove());

  /** Renders the page and gives what each `<test-finder>` found, in document order. */
  async function setup(content: unknown) {
    render(content, page);
    await settle();
    return [...page.querySelectorAll<Finder>('test-finder')];
  }

  const settle = () => new Promise((resolve) => setTimeout(resolve));
  const connectionOf = (id: string) =>
    document.querySelector<HTMLElementTagNameMap['sf-connection']>(`#${id}`)?.connection;
  const aConnection = () => new Connection({ tokenSource: () => new Promise(() => {}) });

  it('takes the nearest connection around the element', async () => {
    const [finder] = await setup(html`
      <sf-connection id="outer"><sf-connection id="inner"><test-finder></test-finder></sf-connection></sf-connection>
    `);
    assert.ok(finder?.link.connection);
    assert.equal(finder.link.connection, connectionOf('inner'));
  });

  it('takes the only connection of the page for an element outside it', async () => {
    const [finder] = await setup(html`<test-finder></test-finder><sf-connection id="only"></sf-connection>`);
    assert.ok(finder?.link.connection);
    assert.equal(finder.link.connection, connectionOf('only'));
    assert.equal(finder.link.error, undefined);
  });

  it('asks for a name where the page has two connections and none is around the element', async () => {
    const [finder] = await setup(
      html`<test-finder></test-finder><sf-connection></sf-connection><sf-connection></sf-connection>`,
    );
    assert.equal(finder?.link.connection, undefined);
    assert.equal(finder?.link.error?.code, 'CONNECTION_AMBIGUOUS');
    assert.match(finder?.link.error?.message ?? '', /2 <sf-connection>.*connection="its id"/);
  });

  it('says so where the page has no connection, and finds one that comes later', async () => {
    const [finder] = await setup(html`<test-finder></test-finder>`);
    assert.equal(finder?.link.error?.code, 'CONNECTION_MISSING');
    const late = document.createElement('sf-connection');
    page.append(late);
    await settle();
    assert.ok(finder?.link.connection);
    assert.equal(finder.link.connection, late.connection);
    assert.equal(finder.link.error, undefined);
  });

  it('takes the connection named by id, though another is nearer', async () => {
    const [finder] = await setup(html`
      <sf-connection id="far"></sf-connection>
      <sf-connection id="near"><test-finder .connection=${'far'}></test-finder></sf-connection>
    `);
    assert.ok(finder?.link.connection);
    assert.equal(finder.link.connection, connectionOf('far'));
  });

  it('names the attribute where the id names nothing', async () => {
    const [finder] = await setup(
      html`<test-finder .connection=${'nowhere'}></test-finder><sf-connection></sf-connection>`,
    );
    assert.match(finder?.link.error?.message ?? '', /connection="nowhere"/);
  });

  it('names the attribute where the id is that of something else', async () => {
    const [finder] = await setup(html`
      <p id="text"></p>
      <sf-connection><test-finder .connection=${'text'}></test-finder></sf-connection>
    `);
    assert.match(finder?.link.error?.message ?? '', /connection="text"/);
  });

  it('takes a connection given as an object', async () => {
    const connection = aConnection();
    const [finder] = await setup(
      html`<sf-connection><test-finder .connection=${connection}></test-finder></sf-connection>`,
    );
    assert.equal(finder?.link.connection, connection);
  });

  it('follows an element that moves from one connection to another', async () => {
    const [finder] = await setup(html`
      <sf-connection id="from"><test-finder></test-finder></sf-connection><sf-connection id="to"></sf-connection>
    `);
    assert.equal(finder?.link.connection, connectionOf('from'));
    document.querySelector('#to')?.append(finder as Finder);
    await settle();
    assert.ok(finder?.link.connection);
    assert.equal(finder.link.connection, connectionOf('to'));
  });

  it('hears of a connection that replaces another', async () => {
    const [finder] = await setup(html`<sf-connection id="one"><test-finder></test-finder></sf-connection>`);
    const before = finder?.link.connection;
    document.querySelector('#one')?.setAttribute('login-url', 'https://acme.my.salesforce.com');
    await settle();
    assert.notEqual(finder?.link.connection, before);
    assert.equal(finder?.link.connection, connectionOf('one'));
  });

  it('lets go of the connection when the element leaves the page', async () => {
    const [finder] = await setup(html`<sf-connection><test-finder></test-finder></sf-connection>`);
    finder?.remove();
    assert.equal(finder?.link.connection, undefined);
  });
});
