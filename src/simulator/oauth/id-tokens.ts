import { base64url, sha256 } from './digests.ts';

export interface IdTokenClaims {
  readonly issuer: string;
  /** The identity URL. */
  readonly subject: string;
  readonly audience: string;
  readonly accessToken: string;
  readonly nonce: string | null;
  readonly issuedAt: Date;
}

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const lifetimeInSeconds = 120;

const encoded = (part: object): string => base64url(new TextEncoder().encode(JSON.stringify(part)));

interface SigningKey {
  readonly privateKey: CryptoKey;
  /** As `/services/oauth2/id/keys` shows it. */
  readonly publicKey: JsonWebKey & { readonly kid: string };
}

/** A new key. Its id is its thumbprint, so that another key has another id. Source: RFC 7638. */
async function generateKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(
    { ...algorithm, modulusLength: 2_048, publicExponent: new Uint8Array([1, 0, 1]) },
    true,
    ['sign', 'verify'],
  );
  const { kty, n, e } = await crypto.subtle.exportKey('jwk', publicKey);
  const kid = base64url(await sha256(JSON.stringify({ e, kty, n })));
  return { privateKey, publicKey: { kty, n, e, alg: 'RS256', use: 'sig', kid } };
}

/** Signs the ID tokens of one org. The key is made when it is needed first. */
export class IdTokens {
  #key: Promise<SigningKey> | undefined;

  async keySet(): Promise<{ keys: object[] }> {
    const { publicKey } = await this.#signingKey();
    return { keys: [publicKey] };
  }

  /** An ID token. Source: OpenID Connect Core 1.0, sections 2 and 3.1.3.6. */
  async sign({ issuer, subject, audience, accessToken, nonce, issuedAt }: IdTokenClaims): Promise<string> {
    const { privateKey, publicKey } = await this.#signingKey();
    const iat = Math.floor(issuedAt.getTime() / 1_000);
    const claims = {
      at_hash: base64url((await sha256(accessToken)).slice(0, 16)),
      sub: subject,
      aud: audience,
      iss: issuer,
      exp: iat + lifetimeInSeconds,
      iat,
      ...(nonce === null ? {} : { nonce }),
    };
    const signed = `${encoded({ kid: publicKey.kid, typ: 'JWT', alg: 'RS256' })}.${encoded(claims)}`;
    const signature = await crypto.subtle.sign(algorithm, privateKey, new TextEncoder().encode(signed));
    return `${signed}.${base64url(signature)}`;
  }

  #signingKey(): Promise<SigningKey> {
    this.#key ??= generateKey();
    return this.#key;
  }
}
