/** One line of a task's output, as `srun --label` prints it. */
export interface LabelledLine {
  readonly task: number;
  /** Without the label, its end included. */
  readonly text: string;
}

/** Reads `<task>: <line>`, the number padded to the width of the largest; undefined for a line of srun's own. */
export function parseLabelled(line: string): LabelledLine | undefined {
  const [, task, text] = /^ *(\d+): ?(.*)$/s.exec(line) ?? [];
  return task === undefined || text === undefined ? undefined : { task: Number(task), text };
}

/** A task whose end srun tells on its error output. */
export interface TaskEnd {
  readonly task: number;
  readonly detail: string;
}

/**
 * Reads `srun: error: n2: task 1: Exited with exit code 3`, and `tasks 0-2,5: Killed` (`_task_finish` of srun's launch plug-in).
 *
 * @returns one for each task that the line names; none for any other line
 */
export function parseTaskEnds(line: string): readonly TaskEnd[] {
  const [, list, words] = /^srun: (?:error: )?\S+: tasks? ([\d,-]+): (.+)$/.exec(line) ?? [];
  if (list === undefined || words === undefined) return [];
  const code = /^Exited with exit code (\d+)/.exec(words)?.[1];
  const detail = code === undefined ? words.trim() : `exit ${code}`;
  return list.split(",").flatMap((part) => {
    const [first, last = first] = part.split("-").map(Number);
    if (first === undefined || last === undefined) return [];
    return Array.from({ length: last - first + 1 }, (_, index) => ({ task: first + index, detail }));
  });
}
