/** The one API version the kit is written and tested against. */
export const API_VERSION = '66.0';
