/** What a lookup has to ask: its object's describe, and the records to offer first. */
class PageLookup extends HTMLElement {
  connectedCallback() {
    const element = this.closest('sf-connection');
    element.addEventListener('sf-connected', () => this.load(element.connection));
  }

  async load(connection) {
    const name = this.getAttribute('object-api-name');
    const soql = `SELECT Id, Name FROM ${name} ORDER BY LastModifiedDate DESC LIMIT 5`;
    const [{ label }, { records }] = await Promise.all([
      connection.describe(name),
      connection.client.request({ operation: `Look up ${name}`, path: 'query', query: { q: soql } }),
    ]);
    this.replaceChildren(label, ...records.map((record) => new Option(record.Name, record.Id)));
  }
}

const address = new URLSearchParams(location.search);
for (const form of document.querySelectorAll('[data-record]')) {
  const id = address.get(form.dataset.record);
  if (id) form.setAttribute('record-id', id);
}
// Each with a connection of its own asks as if it were alone on the page.
if (address.has('apart')) {
  const shared = document.querySelector('sf-connection');
  for (const element of shared.querySelectorAll(':not(sf-connect-button)')) {
    const own = shared.cloneNode();
    shared.before(own);
    own.append(element);
  }
}
customElements.define('page-lookup', PageLookup);
