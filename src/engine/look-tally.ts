import { ENGINE_COUNTERS, type EngineSample } from "../model/engine-series.js";
import { type Finding, note, warning } from "../model/finding.js";
import { NS_PER_SECOND } from "../model/time.js";
import type { EngineValues } from "./engine-values.js";
import { type HttpAnswer, wordsOf } from "./http-exchange.js";

/** Answers of a server that has no such page. */
const ABSENT_STATUS = [404, 405, 501];

/** Most of somebody's words that a finding keeps. */
const WORDS_KEPT = 200;

/** What the looks of a run came to; each kind of trouble is one finding, however often it was met. */
export interface LookTally {
  looked(sample: EngineSample, text: string): void;
  failed(reason: string): undefined;
  refused(answer: HttpAnswer): undefined;
  foreign(text: string): undefined;
  /** Whether the server has said that there is no page. */
  isAbsent(): boolean;
  /** Whether the latest look failed. */
  isFailing(): boolean;
  findings(): readonly Finding[];
}

export function createLookTally(url: string): LookTally {
  let looks = 0;
  let failures = 0;
  let isFailing = false;
  let firstReason = "";
  let absentStatus: number | undefined;
  let example: string | undefined;
  let isKnown = false;
  let latest: EngineValues = {};
  let restart: Finding | undefined;

  const fail = (reason: string): undefined => {
    looks += 1;
    failures += 1;
    isFailing = true;
    if (failures === 1) firstReason = reason.slice(0, WORDS_KEPT);
  };

  const answered = (text: string): void => {
    looks += 1;
    isFailing = false;
    example ??= text.trim().slice(0, WORDS_KEPT);
  };

  return {
    looked: ({ atNs, values }, text) => {
      answered(text);
      isKnown ||= Object.keys(values).length > 0;
      for (const metric of ENGINE_COUNTERS) {
        const [before, after] = [latest[metric], values[metric]];
        if (before === undefined || after === undefined || after >= before) continue;
        restart ??= warning("engine-restarted", { metric, before, after, seconds: Math.round(atNs / NS_PER_SECOND) });
      }
      latest = { ...latest, ...values };
    },
    failed: fail,
    refused: ({ status, body }) => {
      if (looks === 0 && ABSENT_STATUS.includes(status)) absentStatus = status;
      return fail(`HTTP ${status} ${wordsOf(body)}`);
    },
    foreign: (text) => {
      answered(text);
    },
    isAbsent: () => absentStatus !== undefined,
    isFailing: () => isFailing,
    findings: () => {
      if (absentStatus !== undefined) return [note("engine-metrics-absent", { url, status: absentStatus })];
      const findings: Finding[] = [];
      if (failures > 0) findings.push(warning("engine-metrics-failed", { url, failures, looks, reason: firstReason }));
      if (!isKnown && failures < looks) findings.push(note("engine-metrics-unknown", { url, example: example ?? "" }));
      return restart === undefined ? findings : [...findings, restart];
    },
  };
}
