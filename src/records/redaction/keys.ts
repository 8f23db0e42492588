import { PLACEHOLDER } from "./placeholders.js";

/** Words that make a key's value a secret wherever they stand in the key. */
const SECRET_WORDS = new Set(
  "apikey auth authorization bearer cookie cookies credential credentials passphrase passwd password passwords pwd secret secrets".split(
    " ",
  ),
);

/** What a `key` must be to be a secret: `api_key`, `sshPrivateKey`, not `sortKey`. */
const KEY_KINDS = new Set(
  "access account api auth encryption license private secret signing ssh subscription".split(" "),
);

const HOST_WORDS = new Set(
  "address addresses domain fqdn host hostname hostnames hosts ip ips nodelist nodes servername".split(" "),
);

/** Where four numbers joined by dots are a version and no address. */
const VERSION_WORDS = new Set(
  "bios build cann cuda driver engine firmware hdk image kernel release sdk smi toolkit vbios version versions".split(
    " ",
  ),
);

/** Headers of a request that hold no secret; any other may. */
const PLAIN_HEADERS = new Set(["accept", "accept-encoding", "accept-language", "content-type", "user-agent"]);

/** `sshPrivateKey`, `SSH_PRIVATE_KEY` and `ssh-private-key` are the same three words; a placeholder is none. */
function wordsOf(key: string): readonly string[] {
  const written = key.replaceAll(PLACEHOLDER, "");
  return (written.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+/gu) ?? []).map((word) => word.toLowerCase());
}

/** Whether a text under this key is a secret. `token` is one at the end only: `tokenizer`, `outputTokens` are none. */
export function isSecretKey(key: string): boolean {
  const words = wordsOf(key);
  return (
    words.at(-1) === "token" ||
    words.some((word, index) => {
      if (SECRET_WORDS.has(word)) return true;
      return (word === "key" || word === "keys") && KEY_KINDS.has(words[index - 1] ?? "");
    })
  );
}

/** Whether even a number under this key is a secret; `joulesPerOutputToken` is none. */
export function isSecretNumberKey(key: string): boolean {
  return isSecretKey(key) && wordsOf(key).at(-1) !== "token";
}

export function isHostKey(key: string): boolean {
  return HOST_WORDS.has(wordsOf(key).at(-1) ?? "");
}

export function isVersionKey(key: string): boolean {
  return wordsOf(key).some((word) => VERSION_WORDS.has(word));
}

export function isHeadersKey(key: string): boolean {
  return wordsOf(key).at(-1) === "headers";
}

export function isPlainHeader(key: string): boolean {
  return PLAIN_HEADERS.has(key.toLowerCase());
}
