import { describe, expect, test } from "vitest";
import { buildReport } from "../../../src/report/build-report.js";
import { displayWidth } from "../../../src/report/renderers/fold-text.js";
import { terminalRenderer } from "../../../src/report/renderers/terminal.js";
import { terminalTable } from "../../../src/report/renderers/terminal-table.js";
import { COMPARISON, only } from "../fixtures.js";

describe("the terminal report", () => {
  test("in English, in brief", () => {
    const model = buildReport(only(COMPARISON), "en", "brief");
    expect(terminalRenderer.render(model, { color: false, width: 120 })).toMatchInlineSnapshot(`
      "Comparison report: Quickstart
      ═════════════════════════════

      DEMONSTRATION, NOT A RESULT: the measured windows are shorter, or hold fewer steps or power samples, than the workload
      itself demands. The figures show how the tool works; they do not judge a system.

      NOT MEASURED ON REAL HARDWARE (mock): the figures of mock-ascend, mock-gpu come from the adapter mock and are simulated.
      They say nothing about any product.

      Interactive chat: mock-ascend against mock-gpu
      ──────────────────────────────────────────────
      - Candidate: mock-ascend, Mock A (Ascend-like); 16 × mock accelerator A (die); adapter mock 0.1.0; dies per package: 2;
        packages per node: 8; nodes: 1; inside the scale-up domain: invented links; power read at the boundary package by
        mock-meter (meters: 1, readings per second: 20)
      - Baseline: mock-gpu, Mock B (GPU-like); 8 × mock accelerator B (package); adapter mock 0.1.0; power read at the
        boundary board by mock-meter (meters: 1, readings per second: 20)

      Primary metrics: the decision rests on these
      metric                 mock-ascend       mock-gpu  ratio         95 %     interval with  verdict  margin      n  marks
                                                                  interval,        systematic
                                                                 noise only            bounds
      ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
      Output throughput       2,162 ± 30     2,000 ± 28  1.081  1.066–1.097       1.066–1.097  better    ± 2 %  5 + 5  demo,
      (tok/s) ↑                                                                                                        mock
      Output tokens per    0.988 ± 0.011  1.411 ± 0.015  0.700  0.689–0.711       0.662–0.740  worse     ± 2 %  5 + 5  demo,
      joule (tok/J) ↑                                                                                                  mock

      ↑ higher is better, ↓ lower is better. Ratio = mock-ascend / mock-gpu. ± is half the 95 % interval of the mean over
      runs. n = runs used of candidate + baseline. The verdict rests on the interval with systematic bounds.

      Systematic bounds: they do not shrink with more runs
      - mock-ascend: accuracy of the meter, −2 % to +2 % on Output tokens per joule. Source: data sheet of the mock meter
      - mock-gpu: accuracy of the meter, −2 % to +2 % on Output tokens per joule: ASSUMED by the suite, not known. Source:
        suite

      What may be compared
      - Accelerators are counted in different units (die against package): figures per unit are not comparable.
      - Energy is stated at one boundary throughout: board.

      All runs of the plan: 10 of 11 used
      run                            system       repeat  started               validity  use       remarks
      ───────────────────────────────────────────────────────────────────────────────────────────────────────
      000-mock-ascend--chat-demo--1  mock-ascend       1  2026-11-22 12:00:05Z  valid     used
      001-mock-gpu--chat-demo--1     mock-gpu          1  2026-11-22 12:00:05Z  valid     used
      002-mock-ascend--chat-demo--2  mock-ascend       2  2026-11-22 12:00:10Z  valid     used
      003-mock-gpu--chat-demo--2     mock-gpu          2  2026-11-22 12:00:10Z  valid     used
      004-mock-ascend--chat-demo--3  mock-ascend       3  2026-11-22 12:00:15Z  valid     used
      005-mock-gpu--chat-demo--3     mock-gpu          3  2026-11-22 12:00:15Z  valid     used
      006-mock-ascend--chat-demo--4  mock-ascend       4  2026-11-22 12:00:20Z  valid     used
      007-mock-gpu--chat-demo--4     mock-gpu          4  2026-11-22 12:00:20Z  valid     used
      008-mock-ascend--chat-demo--5  mock-ascend       5  2026-11-22 12:00:25Z  valid     used
      009-mock-gpu--chat-demo--5     mock-gpu          5  2026-11-22 12:00:25Z  valid     used
      011-mock-gpu--chat-demo--6     mock-gpu          6  2026-11-22 12:00:30Z  invalid   left out  [1] [2]

      What else to know
      - Demonstration: the window is shorter than the 60 s, or has fewer than the 60 power samples, that the workload demands.
      - The intervals cover the noise of these machines; they say nothing about another delivery of the same product.

      Notes
      - [1] The load generator's check on itself makes the run invalid.
      - [2] The load generator's event loop was late: p99 61 ms, limit 50 ms.

      Formulas
      ────────
      - Output throughput (tok/s): output tokens of the events inside the window / length of the window
      - Output tokens per joule (tok/J): output tokens inside the window / joules of the same window

      Method
      ──────
      - Each sample is one run: a fresh execution with warm-up, measured window and cool-down. Requests inside a run are
        reduced to one number and are never samples.
      - Ratio = exp(difference of the mean logarithms over runs); the 95 % interval is Welch's t over runs. A ratio above 1
        means more for the candidate.
      - The second interval is the first, widened by every systematic bound of both sides (meters, bridges, assumptions).
      - Joules are the readings of all devices, integrated over exactly the window of the tokens, for both systems alike; what
        the meters cannot see (accuracy, time of reading, power between readings, gaps) is a bound. An energy counter beside
        readings of power is held against them and never takes their place.
      - The margin and the analysis were fixed in plan 0123456789ab before the first run.
      - Better or worse: the second interval excludes 1 and the ratio lies past the margin. Equivalent: the 90 % interval,
        widened likewise, lies within the margin. Otherwise inconclusive, which is never the same as equal.
      - 2 primary metrics: Output throughput, Output tokens per joule. Their p-values are adjusted for their number (Holm):
        better or worse needs an adjusted p below 1 minus the confidence; the printed intervals are those of each metric by
        itself.
      - The runs come from one system of each kind; the intervals do not cover the variation between machines.

      Identification
      ──────────────
      - plan 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, execution quickstart-01234567-20261122t120000z
      - workload chat-demo: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef

      Results
      ───────

      Interactive chat: mock-ascend (candidate) against mock-gpu (baseline)
      - [demo, mock] Output throughput: mock-ascend is better than mock-gpu by 8.1 %. mock-ascend has 1.081 times the value of
        mock-gpu: 2,162 ± 30 against 2,000 ± 28 tok/s (higher is better). 95 % interval of the ratio: 1.066 to 1.097, no
        systematic bounds declared; margin ± 2 %.
      - [demo, mock] Output tokens per joule: mock-ascend is worse than mock-gpu by 30.0 %. mock-ascend has 0.700 times the
        value of mock-gpu: 0.988 ± 0.011 against 1.411 ± 0.015 tok/J (higher is better). 95 % interval of the ratio: 0.689 to
        0.711 from run-to-run noise, 0.662 to 0.740 with systematic bounds; margin ± 2 %. Energy is stated at the boundary:
        board.
      - The power of mock-ascend was read at the boundary "package" and brought to "board" by adding 60 to 100 W (invented for
        this mock); this alone moves the ratio of tokens per joule by −0.91 % to +0.93 %, and a board or node power meter (an
        in-line meter at each board; or for both systems BMC/Redfish input power or a PDU, at node-ac) would narrow it.
      "
    `);
  });

  test("in Chinese, in full", () => {
    const model = buildReport(only(COMPARISON), "zh");
    expect(terminalRenderer.render(model, { color: false, width: 120 })).toMatchInlineSnapshot(`
      "对比报告：快速入门
      ══════════════════

      仅为演示，不构成测试结论：测量窗口短于负载自身规定的下限，或窗口内的步数、功率采样点不足。数据只用于说明工具如何工作，不
      能用来评价任何系统。

      非真实硬件实测（模拟）：mock-ascend、mock-gpu 的数据来自适配器 mock，性质为“仿真”，不反映任何产品的性能。

      结论
      ────

      交互式对话：mock-ascend（候选系统）对比 mock-gpu（基准系统）
      - [演示、模拟] 输出吞吐量：mock-ascend 优于 mock-gpu，相差 8.1 %。mock-ascend 为 mock-gpu 的 1.081 倍：2,162 ± 30 对
        2,000 ± 28 tok/s（数值越高越好）。比值的 95 % 置信区间：1.066 至 1.097，未声明系统误差界；判定裕度 ± 2 %。
      - [演示、模拟] 每焦耳输出 token 数：mock-ascend 劣于 mock-gpu，相差 30.0 %。mock-ascend 为 mock-gpu 的 0.700 倍：
        0.988 ± 0.011 对 1.411 ± 0.015 tok/J（数值越高越好）。比值的 95 % 置信区间：仅计运行间波动为 0.689 至 0.711，计入系统
        误差界后为 0.662 至 0.740；判定裕度 ± 2 %。能耗边界：板卡。
      - mock-ascend 的功率在“封装”边界读取，加上 60 至 100 W 折算到“板卡”边界（依据：invented for this mock）；仅此一项就使每
        焦耳 token 数的比值变动 −0.91 % 至 +0.93 %，改用板卡级或节点级功率计（在每块板卡供电端串接功率计；或双方都在节点交流侧
        采集 BMC/Redfish 输入功率或 PDU 读数）可缩小这一范围。

      交互式对话：mock-ascend 对比 mock-gpu
      ─────────────────────────────────────
      - 候选系统：mock-ascend，模拟系统 A（类昇腾）；16 × mock accelerator A（裸片）；适配器 mock 0.1.0；每封装裸片数：2；每节
        点封装数：8；节点数：1；纵向扩展域内网络：invented links；功率读取边界：封装，来源 mock-meter（功率计 1 个，每秒读数
        20 次）
      - 基准系统：mock-gpu，模拟系统 B（类 GPU）；8 × mock accelerator B（封装）；适配器 mock 0.1.0；功率读取边界：板卡，来源
        mock-meter（功率计 1 个，每秒读数 20 次）

      主要指标（决策依据）
      指标                  mock-ascend       mock-gpu   比值          95 %  计入误差界的  结论  判定裕度      n  标记
                                                                   置信区间          区间
                                                                 （仅波动）
      ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
      输出吞吐量             2,162 ± 30     2,000 ± 28  1.081   1.066–1.097   1.066–1.097  更优     ± 2 %  5 + 5  演示、模拟
      (tok/s) ↑
      每焦耳输出 token    0.988 ± 0.011  1.411 ± 0.015  0.700   0.689–0.711   0.662–0.740  更差     ± 2 %  5 + 5  演示、模拟
      数 (tok/J) ↑

      其他指标
      指标               mock-ascend       mock-gpu   比值         95 %  计入误差界的  结论      判定裕度      n  标记
                                                               置信区间          区间
                                                             （仅波动）
      ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
      平均功率 (W)        2,189 ± 12  1,417.3 ± 9.9  1.545  1.530–1.559   1.530–1.559  不作判定         –  5 + 5  演示、模拟
      首 token 时延                –              –      –            –             –  无法判定    ± 10 %  0 + 0  演示、模拟
      （TTFT）（p99）                                                                  [1] [2]
      (ms) ↓

      ↑ 越高越好，↓ 越低越好。比值 = mock-ascend / mock-gpu。± 为各次运行均值的 95 % 置信区间半宽。n = 候选系统 + 基准系统的采
      用运行数。结论以计入系统误差界的区间为准。

      系统误差界（不随运行次数增加而缩小）
      - mock-ascend：功率计精度，对每焦耳输出 token 数的影响为 −2 % 至 +2 %。来源：data sheet of the mock meter
      - mock-gpu：功率计精度，对每焦耳输出 token 数的影响为 −2 % 至 +2 %，为套件的假定值，并非已知。来源：套件

      可比性
      - 加速器的计数单位不同（裸片 对 封装），按单位计的指标不可比。
      - 能耗统一在同一边界给出：板卡。

      计划内的全部运行：共 11 次，采用 10 次
      运行                           系统         重复  开始时间              有效性  是否采用  备注
      ───────────────────────────────────────────────────────────────────────────────────────────────────
      000-mock-ascend--chat-demo--1  mock-ascend     1  2026-11-22 12:00:05Z  有效    采用
      001-mock-gpu--chat-demo--1     mock-gpu        1  2026-11-22 12:00:05Z  有效    采用
      002-mock-ascend--chat-demo--2  mock-ascend     2  2026-11-22 12:00:10Z  有效    采用
      003-mock-gpu--chat-demo--2     mock-gpu        2  2026-11-22 12:00:10Z  有效    采用
      004-mock-ascend--chat-demo--3  mock-ascend     3  2026-11-22 12:00:15Z  有效    采用
      005-mock-gpu--chat-demo--3     mock-gpu        3  2026-11-22 12:00:15Z  有效    采用
      006-mock-ascend--chat-demo--4  mock-ascend     4  2026-11-22 12:00:20Z  有效    采用
      007-mock-gpu--chat-demo--4     mock-gpu        4  2026-11-22 12:00:20Z  有效    采用
      008-mock-ascend--chat-demo--5  mock-ascend     5  2026-11-22 12:00:25Z  有效    采用
      009-mock-gpu--chat-demo--5     mock-gpu        5  2026-11-22 12:00:25Z  有效    采用
      011-mock-gpu--chat-demo--6     mock-gpu        6  2026-11-22 12:00:30Z  无效    未采用    [3] [4]

      其他须知
      - 演示：测量窗口短于负载要求的 60 s，或功率采样少于 60 个。
      - 置信区间只反映这几台机器的波动，不代表同型号的其他批次。

      备注
      - [1] p99 要求每次运行至少有 299 个观测值，实际只有 120 个。
      - [2] p99 要求每次运行至少有 299 个观测值，实际只有 118 个。
      - [3] 压测端自检判定本次运行无效。
      - [4] 压测端事件循环滞后：p99 为 61 ms，限值 50 ms。

      计算公式
      ────────
      - 输出吞吐量（tok/s）：窗口内事件的输出 token 数 / 窗口时长
      - 每焦耳输出 token 数（tok/J）：窗口内输出 token 数 / 同一窗口能耗
      - 平均功率（W）：窗口能耗 / 窗口时长
      - 首 token 时延（TTFT）（p99）（ms）：p99：首个含文本事件的时刻 − 计划发送时刻

      方法说明
      ────────
      - 每个样本是一次运行，即一次全新的执行，包含预热、测量窗口和收尾。一次运行内的全部请求归约为一个数，单个请求不作为样本。
      - 比值 = exp（各次运行对数均值之差）；95 % 置信区间由运行间的 Welch t 方法给出。比值大于 1 表示候选系统的数值更高。
      - 第二个区间在第一个区间的基础上，按两侧全部系统误差界（仪表、折算、假定值）展宽。
      - 能耗由全部器件的读数在与 token 完全相同的窗口内积分得到，两侧方法一致；功率计无法分辨的部分（精度、读数时刻、读数之间
        的功率、缺口）计入误差界。功率读数之外的能量计数器只用于对照，不替代积分结果。
      - 判定裕度与分析方法在首次运行之前已固定于计划 0123456789ab。
      - 更优或更差：第二个区间不含 1，且比值超出判定裕度。等效：同样展宽后的 90 % 区间完全落在判定裕度之内。其余情况为无法判
        定，绝不等同于“相同”。
      - 主要指标共 2 项：输出吞吐量、每焦耳输出 token 数。其 p 值按指标数目做 Holm 校正：判为更优或更差须校正后的 p 小于 1 减
        置信水平；所列区间为各指标自身的区间。
      - 每类系统的运行均来自同一套设备，置信区间不包含设备之间的差异。

      标识
      ────
      - 计划 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef，执行 quickstart-01234567-20261122t120000z
      - 负载 chat-demo：0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
      "
    `);
  });

  test.each([60, 80, 100, 120, 200])("folds to %d columns in both languages", (width) => {
    for (const language of ["en", "zh"] as const) {
      const text = terminalRenderer.render(buildReport(only(COMPARISON), language), { color: false, width });
      expect(Math.max(...text.split("\n").map(displayWidth))).toBeLessThanOrEqual(width);
    }
  });

  test("loses no cell of a table that is too wide for the terminal", () => {
    const text = terminalRenderer.render(buildReport(only(COMPARISON), "en"), { color: false, width: 60 });
    const flat = text.replace(/\s+/g, " ");
    for (const cell of ["mock-gpu: 2,000 ± 28", "ratio: 0.700", "0.662–0.740", "marks: demo, mock"]) {
      expect(flat).toContain(cell);
    }
  });

  test("is coloured only where it may be, and says the same then", () => {
    const model = buildReport(only(COMPARISON), "en");
    const plain = terminalRenderer.render(model, { color: false, width: 120 });
    const colored = terminalRenderer.render(model, { color: true, width: 120 });
    expect(plain).not.toContain("\u001b");
    expect(colored).toContain("\u001b[32mbetter");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
    expect(colored.replace(/\u001b\[\d+m/g, "")).toBe(plain);
  });
});

describe("a table that is too wide", () => {
  const columns = ["system", "throughput"].map((header) => ({ header, align: "left" as const }));
  const rows = [["a", "2,162.4 ± 30.2"].map((text) => ({ text, tone: "plain" as const }))];
  const at = (width: number) => terminalTable(columns, rows, { color: false, width });

  test("has its uncertainties below the numbers, before it is given up", () => {
    expect(at(24)).toMatch(/^a +2,162\.4 ± 30\.2$/m);
    expect(at(22)).toMatch(/^a +2,162\.4\n +± 30\.2$/m);
    expect(at(18)).toMatch(/^a\n +throughput:/m);
  });
});
