/** What stands where something was taken out. Redacting a redacted text changes nothing. */
export const SECRET = "<secret>";
export const HOST = "<host>";
export const USER = "<user>";
export const PATH = "<path>";

export const PLACEHOLDERS = [SECRET, HOST, USER, PATH];

export const PLACEHOLDER = new RegExp(PLACEHOLDERS.join("|"), "g");

/**
 * Whether a text is nothing but references to the environment, perhaps behind the scheme of an authorization. A reference
 * says where a secret is and not what it is.
 */
export function isReference(text: string): boolean {
  return /^(?:(?:Bearer|Basic|Token)\s+)?(?:\$\{\w+\})+$/i.test(text);
}
