import { SingleBar } from "cli-progress";
import type { TextStream } from "./context.js";

/** A bar at the foot of a terminal. */
export interface ProgressBar {
  /** Moves the bar to `value` and puts `text` behind it. */
  show(value: number, text: string): void;
  /** Calls `draw` now and once a second, in place of what was called before. */
  every(draw: () => void): void;
  /** Gives the bar another value at which it is full. */
  resize(total: number): void;
  /** Puts a line above the bar, where it stays. */
  above(line: string): void;
  close(): void;
}

const REDRAW_MS = 1000;

/** @param total value at which the bar is full */
export function createProgressBar(stream: TextStream, total: number): ProgressBar {
  let full = total;
  const start = (value: number): SingleBar => {
    const bar = new SingleBar({
      stream,
      format: "{bar} {text}",
      barCompleteChar: "█",
      barIncompleteChar: "░",
      barsize: 20,
      clearOnComplete: true,
      // Stopping is the command's business: it has a run to end.
      gracefulExit: false,
      fps: 5,
    });
    bar.start(full, value, { text: "" });
    return bar;
  };
  let bar = start(0);
  let shown: [value: number, text: string] = [0, ""];
  let timer: NodeJS.Timeout | undefined;
  const show: ProgressBar["show"] = (value, text) => {
    shown = [value, text];
    bar.update(value, { text });
    // The bar draws when its own clock says so; what is said here is to be seen now.
    bar.render();
  };
  return {
    show,
    every: (draw) => {
      clearInterval(timer);
      draw();
      timer = setInterval(draw, REDRAW_MS);
    },
    resize: (value) => {
      full = value;
      bar.setTotal(value);
    },
    above: (line) => {
      bar.stop();
      stream.write(`${line}\n`);
      bar = start(shown[0]);
      show(...shown);
    },
    close: () => {
      clearInterval(timer);
      bar.stop();
    },
  };
}
