import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';

/** A key that signs, and the public half of it by which others check. */
export interface SigningKey {
  /** `sha256:…` over the SPKI form of the public key. */
  readonly fingerprint: string;
  /** SPKI, base64. */
  readonly publicKey: string;
  readonly sign: (text: string) => string;
}

const fingerprintOf = (spki: Uint8Array): string => `sha256:${createHash('sha256').update(spki).digest('hex')}`;

function signingKey(key: KeyObject): SigningKey {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return {
    fingerprint: fingerprintOf(spki),
    publicKey: spki.toString('base64'),
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64'),
  };
}

/** A new private key as text (PKCS 8, PEM). */
export function newPrivateKey(): string {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  return typeof pem === 'string' ? pem : pem.toString('utf8');
}

/** Environments hold a key on one line, with `\n` written out or as bare base64. */
const asPem = (text: string): string => {
  const plain = text.trim().replaceAll('\\n', '\n');
  return plain.startsWith('-----')
    ? `${plain}\n`
    : `-----BEGIN PRIVATE KEY-----\n${plain.replace(/\s+/g, '')}\n-----END PRIVATE KEY-----\n`;
};

/** Opens a private key; `undefined` for a text that is none, or a key of another kind. Its words never leave here. */
export function openPrivateKey(text: string): SigningKey | undefined {
  try {
    const key = createPrivateKey(asPem(text));
    return key.asymmetricKeyType === 'ed25519' ? signingKey(key) : undefined;
  } catch {
    return undefined;
  }
}

/** Base64 that says the same in one way only, as nobody could change without being seen. */
function decoded(base64: string): Buffer | undefined {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? bytes : undefined;
}

/** The fingerprint of a public key; `undefined` for a text that is none. */
export function publicFingerprint(publicKey: string): string | undefined {
  const spki = decoded(publicKey);
  return spki && fingerprintOf(spki);
}

/** Whether a signature over a text was made by the private half of a public key. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  const [spki, value] = [decoded(publicKey), decoded(signature)];
  if (spki === undefined || value === undefined) return false;
  try {
    const key = createPublicKey({ key: spki, type: 'spki', format: 'der' });
    return key.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(text), key, value);
  } catch {
    return false;
  }
}
