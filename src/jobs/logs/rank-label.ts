/** `[rank0]:` of PyTorch, `[default3]:` of torchrun, ` 0: ` of `srun --label`, `[1,0]<stdout>:` of mpirun. */
const LABEL = /^\s*(\[(?:rank|default)?\d+\]:|\[\d+,\d+\]<std(?:out|err)>:|\d+:(?= )) ?/;

/** `srun --label` around torchrun's own. */
const DEEPEST = 3;

export interface LabelledLine {
  /** Which process printed the line, as its launcher says; `""` where nobody says. */
  readonly label: string;
  readonly text: string;
}

/** Parts a line from what launchers put before it, to tell apart the processes of which the output was joined. */
export function splitRankLabel(line: string): LabelledLine {
  let [label, text] = ["", line];
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const found = LABEL.exec(text);
    if (found === null) break;
    label += found[1];
    text = text.slice(found[0].length);
  }
  return { label, text };
}
