/** An OAuth error on its way to the client. Source: RFC 6749, sections 4.1.2.1 and 5.2. */
export interface OAuthError {
  readonly error: string;
  readonly error_description: string;
}

/** How an org signs people in, where that can be changed while it runs. */
export interface OAuthSettings {
  /** `Cross-Origin-Opener-Policy` of the login and consent pages. */
  openerPolicy: 'same-origin' | undefined;
  /** Whether authorization answers carry `iss`. Source: RFC 9207. */
  issuerInAnswers: boolean;
  /** Seconds that an access token lives; undefined for one without an end. */
  tokenLifetime: number | undefined;
  /** Seconds after which an access token that is not used ends; undefined for never. */
  sessionTimeout: number | undefined;
  /** What answers with an access token name as the org's own URL, if that is to be another. */
  instanceUrl: string | undefined;
  /** What the next authorization request is answered with. */
  nextAuthorization: OAuthError | undefined;
  /** What the next token request is answered with. */
  nextToken: (OAuthError & { readonly status: number }) | undefined;
}

export function defaultOAuthSettings(): OAuthSettings {
  return {
    openerPolicy: undefined,
    issuerInAnswers: false,
    tokenLifetime: undefined,
    sessionTimeout: undefined,
    instanceUrl: undefined,
    nextAuthorization: undefined,
    nextToken: undefined,
  };
}
