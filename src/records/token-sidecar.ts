import type { RequestSample } from "../model/request-sample.js";
import type { RequestTokenEvents } from "../model/token-events.js";
import type { AppendFile } from "./append-file.js";
import { addRequest, type BinGrid, clearSums, createBinSums } from "./bin-sums.js";
import { encodeBinGrid } from "./binned-events-codec.js";
import { encodeBinsBlock } from "./bins-block.js";
import { blockRoom, writeBlock } from "./token-block.js";
import { mergeTokenEvents, TOKEN_EVENTS_HEADER } from "./token-events-codec.js";

/** What a shard keeps of its token events: all of them, or sums by bin where a run has too many. */
export type TokenSidecarKind = { readonly kind: "full" } | ({ readonly kind: "binned" } & BinGrid);

/** Writes the token events of a shard as they come. */
export interface TokenSidecar {
  tokenEvents(events: RequestTokenEvents): void;
  /** A request that has ended. */
  request(sample: RequestSample): void;
  /** Writes what is still in memory; the file is its owner's to close. */
  end(): void;
}

/** How often sums are written: what a killed process loses at most, beside requests that were under way. */
const BINS_EVERY_MS = 5000;

/** @throws RangeError for bins that cannot be */
export function createTokenSidecar(tokens: TokenSidecarKind, file: AppendFile): TokenSidecar {
  return tokens.kind === "full" ? createFullSidecar(file) : createBinnedSidecar(tokens, file);
}

function createFullSidecar(file: AppendFile): TokenSidecar {
  file.append(TOKEN_EVENTS_HEADER);
  return {
    tokenEvents: (events) =>
      file.appendInPlace(blockRoom(events.timesNs.length), (bytes, offset) => writeBlock(bytes, offset, events)),
    request: () => {},
    end: () => {},
  };
}

/** Keeps the events of a request until it has ended: only then does a server's count say what they hold. */
function createBinnedSidecar({ window, binNs }: BinGrid, file: AppendFile): TokenSidecar {
  file.append(encodeBinGrid({ window, binNs }));
  const underWay = new Map<number, RequestTokenEvents[]>();
  const sums = createBinSums();
  let timer: NodeJS.Timeout | undefined;
  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const block = encodeBinsBlock(sums);
    if (block === undefined) return;
    file.append(block);
    clearSums(sums);
  };
  return {
    tokenEvents(events) {
      const blocks = underWay.get(events.request);
      if (blocks === undefined) underWay.set(events.request, [events]);
      else blocks.push(events);
    },
    request(sample) {
      const blocks = underWay.get(sample.index);
      underWay.delete(sample.index);
      const [first, ...more] = blocks ?? [];
      addRequest(sums, { window, binNs }, sample, more.length === 0 ? first : mergeTokenEvents(blocks ?? [])[0]);
      timer ??= setTimeout(write, BINS_EVERY_MS);
    },
    end: write,
  };
}
