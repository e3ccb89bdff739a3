import './define/sf-connection.ts';
import './define/sf-connect-button.ts';
import './define/sf-record-form.ts';
import './define/sf-query-table.ts';
