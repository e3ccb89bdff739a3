import '../../src/define/sf-connect-button.ts';
import '../../src/define/sf-connection.ts';
import '../../src/define/sf-field.ts';
import '../../src/define/sf-query-table.ts';
import '../../src/define/sf-record-form.ts';
import { Connection } from '../../src/connection/connection.ts';
import { type BrowserOrg, startOrg } from '../support/browser-org.ts';
import assert from '../support/wtr-assert.ts';

type Listen = typeof document.addEventListener;

/** Counts what listens to the document and the window. */
function countListeners() {
  const present = new Set<string>();
  const names = new Map<unknown, number>();
  const keyOf = (type: string, listener: unknown) => {
    if (!names.has(listener)) names.set(listener, names.size);
    return `${type} ${names.get(listener)}`;
  };
  const restore = [document, window].map((target) => {
    const { addEventListener, removeEventListener } = target;
    target.addEventListener = ((type: string, listener: never, options?: never) => {
      present.add(keyOf(type, listener));
      addEventListener.call(target, type, listener, options);
    }) as Listen;
    target.removeEventListener = ((type: string, listener: never, options?: never) => {
      present.delete(keyOf(type, listener));
      removeEventListener.call(target, type, listener, options);
    }) as Listen;
    return () => Object.assign(target, { addEventListener, removeEventListener });
  });
  return { present, restore: () => restore.forEach((undo) => void undo()) };
}

/** A signed-in connection that counts who hears it. */
async function countedConnection(org: BrowserOrg) {
  const session = await org.signIn();
  const connection = new Connection({ tokenSource: async () => session });
  await connection.start();
  const heard = { count: 0 };
  const counted = <Args extends unknown[]>(listen: (...args: Args) => () => void) => {
    return (...args: Args) => {
      const leave = listen.apply(connection, args);
      let isOn = true;
      heard.count += 1;
      return () => {
        if (isOn) heard.count -= 1;
        isOn = false;
        return leave();
      };
    };
  };
  connection.subscribe = counted(connection.subscribe);
  connection.onRecordChange = counted(connection.onRecordChange);
  connection.onMetadataChange = counted(connection.onMetadataChange);
  return { connection, heard };
}

describe('an element that has left the page', () => {
  let org: BrowserOrg;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());

  const settle = () => new Promise((resolve) => setTimeout(resolve));

  it('listens to nothing any more, however often it came and went', async () => {
    const { connection, heard } = await countedConnection(org);
    const listeners = countListeners();
    try {
      for (let round = 0; round < 200; round++) {
        const host = document.createElement('sf-connection');
        host.connection = connection;
        const form = Object.assign(document.createElement('sf-record-form'), {
          objectApiName: 'Contact',
          fields: 'LastName',
        });
        const table = Object.assign(document.createElement('sf-query-table'), {
          soql: 'SELECT Name FROM Account LIMIT 1',
        });
        const button = document.createElement('sf-connect-button');
        host.append(button, form, table);
        document.body.append(host);
        // Some go before they have drawn anything, some in the middle of a request, some with all they show.
        if (round % 3 > 0) await host.updateComplete;
        if (round % 3 > 1) await form.updateComplete;
        if (round % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 100));
        button.shadowRoot?.querySelector<HTMLElement>('.account')?.click();
        host.remove();
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
      assert.deepEqual([...listeners.present], []);
      assert.equal(heard.count, 0);
    } finally {
      listeners.restore();
    }
  });

  it('does not begin to listen when its connection is set', async () => {
    const { connection, heard } = await countedConnection(org);
    const table = document.createElement('sf-query-table');
    document.body.append(table);
    await table.updateComplete;
    table.remove();
    await table.updateComplete;
    table.connection = connection;
    await table.updateComplete;
    await settle();
    assert.equal(heard.count, 0);
    document.body.append(table);
    await table.updateComplete;
    assert.ok(heard.count > 0);
    table.remove();
    assert.equal(heard.count, 0);
  });
});
