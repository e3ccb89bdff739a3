import { Task, TaskStatus } from '@lit/task';
import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { isAbort, type SfError, toSfError } from '../../errors/sf-error.ts';
import { SfErrorEvent } from '../../events/sf-error-event.ts';
import { SfLoadEvent } from '../../events/sf-load-event.ts';
import { recordUrlIn } from '../../fields/hrefs.ts';
import { en } from '../../i18n/en/index.ts';
import { controls } from '../../theme/controls.styles.ts';
import { noticeStyles } from '../../theme/notice.styles.ts';
import { tokens } from '../../theme/tokens.styles.ts';
import { renderError, renderUnconnected } from '../render-notice.ts';
import { SfElement } from '../sf-element.ts';
import { changedRows, type SentValues } from './changed-rows.ts';
import { readSource } from './compose-soql.ts';
import { type ColumnDefinition, deriveColumns, type TableColumn } from './derive-columns.ts';
import { explainQueryError } from './explain-query-error.ts';
import { describeTable, isCurrent, loadTable, type TableData } from './load-table.ts';
import { QueryPages } from './query-pages.ts';
import { queryTableStyles } from './query-table.styles.ts';
import { readSelect, type Select } from './read-select.ts';
import { recordIdOf } from './record-values.ts';
import { RecordWatch } from './record-watch.ts';
import { renderResult } from './render-result.ts';
import { addedText, renderSkeleton } from './render-states.ts';
import { ScrollSentinel } from './scroll-sentinel.ts';

/** How many rows are drawn at a time. */
const slice = 100;

/** A result on screen, and the loading of more of it. */
type Shown = TableData & { readonly pages: QueryPages };

/**
 * @summary Shows the records of a query as a table, with columns from the org's own metadata.
 *
 * @event {SfLoadEvent} sf-load - Records are shown, for the first time or anew.
 * @event {SfErrorEvent} sf-error - An attribute is wrong, or the query or a later page of it failed.
 * @csspart table - The table.
 * @csspart header - A column's header.
 * @csspart row - A row of data.
 * @csspart cell - A cell of data.
 * @csspart status - The line that says how many records there are.
 * @csspart notice - The message shown when there is something wrong or to do.
 * @csspart button - A button: show more, try again, connect again.
 * @cssproperty [--sf-table-max-height=32rem] - Height from which on the rows scroll under their header; `none` for never.
 */
export class SfQueryTable extends SfElement {
  static override readonly tag = 'sf-query-table';
  static override readonly texts = en;
  static override styles = [tokens, controls, noticeStyles, queryTableStyles];

  /** The query. Instead of it: `object-api-name` with `fields`, `where`, `order-by` and `limit`. */
  @property() soql: string | undefined;
  /** API name of the object whose records to show, e.g. `Account`. */
  @property({ attribute: 'object-api-name' }) objectApiName: string | undefined;
  /** API names of the fields to show, separated by commas; parents' by path, e.g. `Name,Owner.Name`. */
  @property() fields: string | readonly string[] | undefined;
  /** Condition in SOQL, e.g. `Industry = 'Energy'`. Write no visitor's input into it. Default: all records. */
  @property() where: string | undefined;
  /** Order in SOQL, e.g. `Name, CreatedDate DESC`. Default: as the org gives them. */
  @property({ attribute: 'order-by' }) orderBy: string | undefined;
  /** How many records at most. Default: all. */
  @property() limit: number | string | undefined;
  /** Field whose value tells rows apart. Default: the records' ids. */
  @property({ attribute: 'key-field' }) keyField: string | undefined;
  /** Which columns to show and how, in the shape of `lightning-datatable`. Default: what the query selects. */
  @property({ attribute: false }) columns: readonly ColumnDefinition[] | undefined;
  /** Title above the table. Default: none. */
  @property() caption: string | undefined;
  /** Name of the table for assistive technology. Default: the caption, else the object's plural name. */
  @property() label: string | undefined;

  /** Counts the wishes for a new answer to the same query. */
  @state() private runs = 0;
  #soql = '';
  #select: Select | undefined;
  #configError: SfError | undefined;
  #loadError: SfError | undefined;
  #shown: Shown | undefined;
  #columns: readonly TableColumn[] = [];
  #drawn = slice;
  #added: ReadonlySet<string> = new Set();
  #announcement = '';
  #hadFocus = false;

  readonly #load = new Task(this, {
    args: () => [this.link.connection, this.#reader, this.#soql, this.runs] as const,
    task: async ([connection, reader, soql], { signal }) => {
      const select = this.#select;
      if (!connection || !reader || !soql || !select) return undefined;
      const loaded = this.#shown?.pages.rows.records.length ?? 1;
      const atLeast = Math.min(loaded, this.#drawn);
      return loadTable(connection, { soql, select, atLeast, signal });
    },
    onComplete: (data) => data && this.#show(data),
    onError: (error) => this.#fail(error),
  });

  readonly #watch = new RecordWatch(this, {
    link: this.link,
    objectApiName: () => this.#select?.objectApiName,
    apply: (sent) => this.#apply(sent),
    refresh: () => this.refresh(),
    describeChanged: () => void this.#describe(),
  });

  constructor() {
    super();
    const end = () => this.#find('.sentinel');
    new ScrollSentinel(this, end, () => this.#drawMore());
  }

  /** Who reads; nobody while not connected. */
  get #reader(): string | undefined {
    const { status, userId = 'unknown' } = this.link.state;
    return status === 'connected' ? userId : undefined;
  }

  /** Asks the org again; the rows stay until the answer is there. Resolves when it is shown, or has failed. */
  async refresh(): Promise<void> {
    this.#announcement = '';
    this.runs += 1;
    await this.updateComplete;
    await this.#load.taskComplete.catch(() => undefined);
    await this.updateComplete;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated || sourceKeys.some((key) => changed.has(key))) this.#compose();
    if (this.#shown && !isCurrent(this.#shown, this.link.connection, this.#soql)) this.#clear();
    if (changed.has('columns')) this.#derive();
    this.#hadFocus = Boolean(this.shadowRoot?.activeElement?.closest('.footer'));
  }

  protected override updated(): void {
    // A button in the footer can go away under the focus, which then moves on rather than getting lost.
    if (!this.#hadFocus || this.shadowRoot?.activeElement) return;
    const next = this.#find('.more') ?? this.#find('.scroll');
    next?.focus({ preventScroll: true });
  }

  protected override render() {
    const { localization } = this;
    if (this.#configError) return renderError(this.#configError, localization);
    const unconnected = renderUnconnected(this.link, localization);
    const hasFailed = this.#load.status === TaskStatus.ERROR && !unconnected && this.#loadError;
    const failure = hasFailed ? renderError(hasFailed, localization, () => void this.refresh()) : nothing;
    if (!this.#shown) {
      return unconnected ?? (hasFailed ? failure : renderSkeleton(this.caption, localization));
    }
    return html`${unconnected ?? failure}${this.#renderShown(this.#shown)}
      <p class="visually-hidden" role="status">${this.#announcement}</p>`;
  }

  #renderShown({ pages, connection, described, objectApiName }: Shown) {
    const { localization } = this;
    const { state } = connection;
    const instanceUrl = state.org?.instanceUrl;
    return renderResult({
      pages,
      columns: this.#columns,
      drawn: this.#drawn,
      added: this.#added,
      keyField: this.keyField,
      isCount: this.#select?.countOnly === true,
      isBusy: this.#load.status === TaskStatus.PENDING,
      names: [
        this.caption,
        this.label,
        described.labelPlural || objectApiName || localization.t('table.records'),
      ],
      display: { localization, recordUrl: (id) => recordUrlIn(instanceUrl, id) },
      // The notice about the session says it already.
      error: state.status === 'expired' ? undefined : pages.error,
      more: () => this.#drawMore(),
      retry: () => void pages.more(),
    });
  }

  #compose(): void {
    const { soql, error } = readSource(this);
    this.#configError = error;
    if (error) this.#tell(new SfErrorEvent(error));
    if (soql === this.#soql) return;
    this.#soql = soql;
    this.#select = readSelect(soql);
    this.#drawn = slice;
  }

  #clear(): void {
    this.#shown?.pages.dispose();
    this.#shown = undefined;
    this.#added = new Set();
    this.#announcement = '';
  }

  #show(data: TableData): void {
    this.#shown?.pages.dispose();
    const { connection, soql, rows, objectApiName } = data;
    const pages: QueryPages = new QueryPages({
      client: connection.client,
      soql,
      rows,
      changed: () => {
        this.requestUpdate();
        if (pages.error) this.#tell(new SfErrorEvent(pages.error));
      },
    });
    this.#shown = { ...data, pages };
    this.#derive();
    this.#added = this.#watch.takeCreated(rows.records.map(recordIdOf));
    this.#announcement = addedText(this.#added.size, this.localization);
    this.#tell(new SfLoadEvent({ objectApiName, totalSize: rows.totalSize }));
  }

  #apply(sent: SentValues): boolean {
    if (!this.#shown) return false;
    const { pages, selected } = this.#shown;
    const { records } = pages.rows;
    const changed = changedRows(records, sent, selected);
    if (changed !== records) pages.replace(changed);
    return changed !== records;
  }

  /** Takes up what the org says of the columns now. */
  async #describe(): Promise<void> {
    const shown = this.#shown;
    if (!shown) return;
    const described = await describeTable(shown);
    if (this.#shown !== shown) return;
    this.#shown = { ...shown, described };
    this.#derive();
    this.requestUpdate();
  }

  #derive(): void {
    if (!this.#shown) return;
    const { selected, described, pages } = this.#shown;
    const [firstRecord] = pages.rows.records;
    const { t } = this.localization;
    this.#columns = deriveColumns({ selected, described, firstRecord, definitions: this.columns, t });
  }

  #fail(error: unknown): void {
    if (isAbort(error)) return;
    const isComposed = !this.soql?.trim();
    const objectApiName = this.#select?.objectApiName;
    this.#loadError = explainQueryError(toSfError(error, 'Query'), { isComposed, objectApiName });
    this.#tell(new SfErrorEvent(this.#loadError));
  }

  /** Draws a slice more, and asks for the next page in time for the one after. */
  #drawMore(): void {
    const pages = this.#shown?.pages;
    if (!pages) return;
    const loaded = pages.rows.records.length;
    if (this.#drawn < loaded || (this.#drawn === loaded && pages.hasMore)) {
      this.#drawn += slice;
      this.requestUpdate();
    }
    if (this.#drawn + slice > loaded && !pages.error) void pages.more();
  }

  #find(selector: string): HTMLElement | null {
    return this.renderRoot.querySelector(selector);
  }

  /** Events tell of what is on screen already. */
  #tell(event: Event): void {
    this.requestUpdate();
    void this.updateComplete.then(() => this.dispatchEvent(event));
  }
}

const sourceKeys = ['soql', 'objectApiName', 'fields', 'where', 'orderBy', 'limit', 'columns'] as const;

declare global {
  interface HTMLElementTagNameMap {
    'sf-query-table': SfQueryTable;
  }
}
