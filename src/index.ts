export * from './api/index.ts';
export type {
  AuthConfig,
  AuthEnvironment,
  AuthStatus,
  AuthWindow,
  ConnectOptions,
} from './auth/types.ts';
export {
  Connection,
  type ConnectionConfig,
  type Metadata,
  type MetadataChange,
  type TokenSource,
} from './connection/connection.ts';
export { connectionContext } from './connection/connection-context.ts';
export { ConnectionController, type ConnectionHost } from './connection/connection-controller.ts';
export type { ConnectedOrg, ConnectedUser, ConnectionState } from './connection/connection-state.ts';
export type { DraftShelf } from './connection/drafts.ts';
export { SfConnectButton } from './elements/connect-button/connect-button.ts';
export { SfConnection } from './elements/connection/connection.ts';
export { SfField } from './elements/field/field.ts';
export type { FieldVariant } from './elements/field/render-field.ts';
export type { ColumnDefinition } from './elements/query-table/derive-columns.ts';
export { SfQueryTable } from './elements/query-table/query-table.ts';
export type { RecordFormMode } from './elements/record-form/form-config.ts';
export { SfRecordForm } from './elements/record-form/record-form.ts';
export { SfCancelEvent } from './events/sf-cancel-event.ts';
export { SfChangeEvent } from './events/sf-change-event.ts';
export { SfConnectedEvent } from './events/sf-connected-event.ts';
export { SfDisconnectedEvent } from './events/sf-disconnected-event.ts';
export { SfErrorEvent } from './events/sf-error-event.ts';
export { SfLimitEvent } from './events/sf-limit-event.ts';
export { SfLoadEvent } from './events/sf-load-event.ts';
export { SfSessionExpiredEvent } from './events/sf-session-expired-event.ts';
export { SfSubmitEvent } from './events/sf-submit-event.ts';
export { SfSuccessEvent } from './events/sf-success-event.ts';
export type { EditorKind, FieldModel } from './fields/field-model.ts';
export type { Reading } from './fields/wire-value.ts';
export type { Localization, TextKey } from './i18n/localization.ts';
