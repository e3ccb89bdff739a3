import type { Client } from './client.ts';
import { countText } from './count-text.ts';
import type { ListViewDescribe, ListViewResults, ListViews } from './list-view-types.ts';
import { idSegment, objectSegment } from './path.ts';

interface Abortable {
  signal?: AbortSignal | undefined;
}

export interface ListViewRef {
  objectApiName: string;
  /** 15 or 18 characters. */
  id: string;
}

export interface ListViewResultsOptions extends ListViewRef, Abortable {
  /** Records, 1 to 2,000. Default 25. */
  limit?: number | undefined;
  /** Records to skip, up to 2,000. Default 0. */
  offset?: number | undefined;
}

/** The list views of an object that the user may see. Source: REST API Developer Guide, "List Views". */
export async function getListViews(
  client: Client,
  objectApiName: string,
  { signal }: Abortable = {},
): Promise<ListViews> {
  const operation = `Read the list views of ${objectApiName}`;
  return client.request({ operation, path: listViewsPath(objectApiName, operation), signal });
}

/** Columns, order and condition of a list view, and the query it comes to. */
export async function describeListView(
  client: Client,
  { objectApiName, id, signal }: ListViewRef & Abortable,
): Promise<ListViewDescribe> {
  const operation = `Describe a list view of ${objectApiName}`;
  const path = `${listViewsPath(objectApiName, operation)}/${idSegment(id, operation)}/describe`;
  return client.request({ operation, path, isFoldable: true, signal });
}

/** Records of a list view, and what to show of them. */
export async function getListViewResults(
  client: Client,
  { objectApiName, id, limit, offset, signal }: ListViewResultsOptions,
): Promise<ListViewResults> {
  const operation = `Read a list view of ${objectApiName}`;
  const path = `${listViewsPath(objectApiName, operation)}/${idSegment(id, operation)}/results`;
  const query = {
    limit: countText(limit, operation, [1, 2_000]),
    offset: countText(offset, operation, [0, 2_000]),
  };
  return client.request({ operation, path, query, signal });
}

function listViewsPath(objectApiName: string, operation: string): string {
  return `sobjects/${objectSegment(objectApiName, operation)}/listviews`;
}
