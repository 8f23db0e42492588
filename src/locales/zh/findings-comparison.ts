import type { findingsComparison as en } from "../en/findings-comparison.js";

export const findingsComparison = {
  "finding.no-self-check": "本次运行缺少压测端自检数据，无法判断其质量。",
  "finding.schedule-late": "请求发送滞后：p99 为 {value} ms，限值 {limit} ms。",
  "finding.event-loop-late": "压测端事件循环滞后：p99 为 {value} ms，限值 {limit} ms。",
  "finding.client-cpu-high": "压测端占用 {value} 个 CPU 核，限值 {limit}。",
  "finding.receive-late": "服务端发出的数据在压测端滞留：到打上时间戳的滞后 p99 为 {value} ms，限值 {limit} ms。",
  "finding.processor-waited":
    "测量窗口内有 {value:percent} 的时间压测端已就绪却得不到处理器（限值 {limit:percent}）：被其他进程占用。请为压测端留出专用的处理器。",
  "finding.bursts-late":
    "数据成批到达，压测端来不及处理：{value:percent} 的批次用时超过 {lateMs} ms，限值 {limit:percent}。增加工作进程（--workers）可分摊。",
  "finding.client-near-ceiling": "负载达到本机压测端校准上限的 {value:percent}，限值 {limit:percent}。",
  "finding.client-not-calibrated":
    "本机压测端的上限未知，因此未判断本次运行离上限有多近。可用 tokwatt calibrate 测出上限。",
  "finding.requests-not-sent": "窗口内应发的请求中，按时发出的比例仅为 {value}，限值 {limit}。",
  "finding.nothing-to-compare":
    "结果目录中没有符合条件的运行。请先运行一个套件（tokwatt run SUITE），或指定其他计划或执行。",
  "finding.no-readable-run": "执行 {execution} 没有可读取的运行。",
  "finding.plan-inconsistent": "记录中的计划引用了未描述的系统 {system}。",
  "finding.trial-repeated": "同一试验已采用更早的一次运行。",
  "finding.record-missing": "台账有此运行，但其记录已缺失。",
  "finding.record-not-of-plan": "记录与台账所列计划不符。",
  "finding.run-running": "运行未正常结束：进程被终止或仍在进行。",
  "finding.run-failed": "运行失败。",
  "finding.run-interrupted": "运行被中断。",
  "finding.run-invalid": "压测端自检判定本次运行无效。",
  "finding.boundaries-differ":
    "各系统没有共同的功率边界（{list:words}）。可以用{meter:word}在“{boundary:word}”边界采集 {system} 的功率；或在其系统文件中声明从“{metered:word}”到“{boundary:word}”的折算项（bridge），写明功率下限、上限及依据。",
  "finding.system-not-metered":
    "{system} 并非在每次采用的运行中都采集了功率：请在其系统文件中指定功率源，或在运行列表中查看采集失败的原因。",
  "finding.energy-bridged":
    "{system} 的功率在“{metered:word}”边界读取，加上 {wattsLow} 至 {wattsHigh} W 折算到“{boundary:word}”边界（依据：{source}）；仅此一项就使每焦耳 token 数的比值变动 −{below:percent} 至 +{above:percent}，改用{meter:word}可缩小这一范围。",
  "finding.energy-counter-agrees":
    "{system} 的功率积分与能量计数器对照（器件数：{devices}）：相差最大者为 {relative:percent}，在两者声明的精度之内。",
  "finding.energy-counter-differs":
    "{system} 的 {device}：能量计数器与功率积分相差 {relative:percent}，而按两者声明的精度不应超过 ±{limit:percent}。两者必有一个有误，请用外部功率计核对。",
  "finding.rate-low-in-runs":
    "{system} 的 {source} 采样率低于每秒一次（最慢的一次运行为每秒 {hertz} 次；涉及运行 {runs} 次），其能耗误差界更宽。",
  "finding.throttled": "{system} 有 {share:percent} 的读数表明器件受限降频（{reasons}），数据反映的是这一状态。",
  "finding.power-cap-changed":
    "{system} 的功率上限不一致：器件之间或各次运行之间为 {low} 至 {high} W。功率上限同时影响速度和能耗，请为全部器件设置同一上限。",
  "finding.description-changed":
    "{system} 在各次运行中并非同一状态：{key} 先后为 {values}。这些运行是不同系统的样本。请统一后重新运行套件。",
  "finding.client-changed":
    "{system} 各次运行的压测端并不一致：{key} 先后为 {values}。请用同一台机器、同一版本重新运行套件。",
  "finding.clients-differ":
    "两侧的压测端并不一致：{key} 分别为 {candidate} 和 {baseline}。系统之间的差异可能来自压测端的差异；请用同一台机器、同一版本运行两侧。",
  "finding.runs-degraded":
    "{system} 的 {runs} 次采用运行中有 {degraded} 次压测端达到限值：其时延不作判定，其吞吐量可能受限于压测端。具体限值见运行列表；请为压测端增加处理器或工作进程后重新运行。",
  "finding.model-differs": "模型不同：{candidate} 对 {baseline}。请在两侧部署同一模型。",
  "finding.tokenizer-differs":
    "分词器不同（{candidate} 对 {baseline}），双方的 token 不是同一单位。请在两侧使用同一模型和同一分词器。",
  "finding.precision-differs": "精度不同：{candidate} 对 {baseline}。",
  "finding.speculation-differs": "投机解码设置不同：{candidate} 对 {baseline}。",
  "finding.acceptance-unknown": "{system} 使用投机解码但接受率未知，其吞吐量取决于文本内容。",
  "finding.lifecycle-differs": "服务端点的生命周期不同：{candidate:word} 对 {baseline:word}。",
  "finding.unit-differs": "加速器的计数单位不同（{candidate:word} 对 {baseline:word}），按单位计的指标不可比。",
  "finding.prompt-tokens-differ": "相同的提示词在两侧平均分别为 {candidate} 个和 {baseline} 个 token。",
  "finding.output-tokens-differ": "两侧平均每个请求分别输出 {candidate} 个和 {baseline} 个 token。",
  "finding.output-length-free": "输出长度由模型决定（未启用 ignore_eos），双方工作量可能不同。",
  "finding.errors-too-many":
    "{system} 上 {ended} 个请求中有 {failed} 个失败，限值 {limit}：被拒绝的请求不消耗资源，因此不可比。请在记录中查明失败原因，修复或降低负载后重新运行。",
  "finding.client-degraded": "{system} 的运行中压测端状态降级，不对时延下结论。",
  "finding.meter-accuracy-unknown": "{system} 的功率计精度未知，且套件未给出假定误差界：不对能耗下结论。",
  "finding.meter-accuracy-assumed": "{system} 的功率计精度未知；套件假定为 ±{bound}。",
  "finding.tokens-estimated":
    "{system} 的测量窗口中至多 {share:percent} 的 token 未经服务端计数（请求在结束时被截断），其事件按平均每事件 token 数计。",
  "finding.values-missing":
    "{system} 的 {runs} 次运行中有 {missing} 次缺少该值，此处只依据其余运行。原因请查看其记录。",
  "finding.no-usable-run": "{system} 没有可用的运行。",
  "finding.no-interval-too-few-runs":
    "给出区间和结论需要每侧至少 3 次有数值的运行，建议 5 次；现分别为 {candidate} 次和 {baseline} 次。",
  "finding.no-interval-too-few-pairs":
    "给出区间和结论需要至少 3 个两侧均有数值的区组，建议 5 个；现有 {pairs} 个。可用 `tokwatt run SUITE --resume` 补齐失败或未执行的运行，否则请增大套件中的 `repeats`。",
  "finding.runs-unpaired":
    "有 {unpaired} 次运行在其区组中没有配对。分析按配对进行，比值只依据两侧齐全的 {pairs} 个区组，均值则依据全部运行。可用 `tokwatt run SUITE --resume` 补齐失败或未执行的运行。",
  "finding.no-interval-no-variance":
    "各次运行的数值完全相同，无法估计波动。系统是确定性的，还是由缓存作答？采信该比值之前请查看记录。",
  "finding.no-interval-not-positive": "存在零值，无法在对数尺度上给出比值。",
  "finding.no-spread-too-few-runs": "均值的区间需要至少 3 次运行，现为 {runs} 次。",
  "finding.no-spread-no-variance": "{runs} 次运行的数值完全相同，无法估计波动。",
  "finding.no-spread-not-positive": "存在零值，无法给出几何均值。",
  "finding.no-spread-not-finite": "存在非数值。",
  "finding.demonstration-window": "演示：测量窗口短于负载要求的 {seconds} s，或功率采样少于 {samples} 个。",
  "finding.attached-excludes-starts": "{system} 为外部已启动的服务，所有区间均不含服务重启之间的差异。",
  "finding.few-runs": "{system} 仅有 {runs} 次可用运行，建议至少 5 次。请增大套件中的 `repeats`。",
  "finding.runs-left-out":
    "{runs} 次运行中有 {leftOut} 次未采用，原因见运行列表。失败或中断的可用 `tokwatt run SUITE --resume` 补齐；无效的请排除原因后重新运行套件。",
  "finding.trials-not-run": "计划中有 {missing} 个试验未执行。可用 `tokwatt run SUITE --resume` 补齐。",
  "finding.order-sequential":
    "各系统是先后测量的，系统差异与时间漂移无法区分。若两者均可访问，请在套件中设置 `order: interleaved`。",
  "finding.other-executions":
    "同一计划在结果中另有 {count} 次执行（{list}），此处只显示其中一次。可用 `--execution ID` 查看其他执行。",
  "finding.one-machine-each": "置信区间只反映这几台机器的波动，不代表同型号的其他批次。",
} as const satisfies Record<keyof typeof en, string>;
