declare module 'sql.js/dist/sql-wasm-inline.js' {
  import type { SqlJsConfig, SqlJsStatic } from 'sql.js';
  export default function initSqlJs(
    config?: SqlJsConfig & { useOldExtensionFunctions?: boolean },
  ): Promise<SqlJsStatic>;
}
