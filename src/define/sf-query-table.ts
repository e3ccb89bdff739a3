import { SfQueryTable } from '../elements/query-table/query-table.ts';

SfQueryTable.define();
