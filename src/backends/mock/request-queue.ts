/** First come, first served, with constant cost an item however many wait. */
export interface RequestQueue<Item> {
  push(item: Item): void;
  shift(): Item | undefined;
}

/** Items taken from the front before the array is shortened. */
const TRIM_AT = 4096;

export function createRequestQueue<Item>(): RequestQueue<Item> {
  let items: Item[] = [];
  let head = 0;
  return {
    push: (item) => {
      items.push(item);
    },
    shift: () => {
      const item = items[head];
      if (item === undefined) return undefined;
      head += 1;
      if (head >= TRIM_AT && head * 2 >= items.length) {
        items = items.slice(head);
        head = 0;
      }
      return item;
    },
  };
}
