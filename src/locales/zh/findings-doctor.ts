import type { findingsDoctor as en } from "../en/findings-doctor.js";

export const findingsDoctor = {
  "finding.doctor-file": "{file} 描述系统 {system}，没有错误。",
  "finding.doctor-adapter": "{name} {version} 可用，数据性质：{provenance:word}。",
  "finding.doctor-power-sources": "另配的功率数据源可用：{sources}。",
  "finding.doctor-opened": "系统已连接，用时 {seconds} s：服务有应答，且提供所需模型。",
  "finding.doctor-server": "服务自述：{facts}。",
  "finding.doctor-server-without-version": "服务没有给出版本号，无法据此区分不同版本。其自述：{facts}。",
  "finding.doctor-server-silent": "服务没有给出任何自身信息，请把推理引擎及版本写入系统文件。",
  "finding.doctor-stream":
    "{api} 接口可流式输出：首个事件在 {firstMs} ms 后到达，{events} 个事件（{tokens} 个 token）历时 {spanMs} ms。",
  "finding.doctor-stream-bunched":
    "{api} 接口的输出一次性到达：请求发出 {firstMs} ms 后，{events} 个事件在 {spanMs} ms 内全部到达。中间有环节在缓冲，请关闭缓冲（nginx：proxy_buffering off），否则所有时延都等于整个回答的时延。",
  "finding.doctor-stream-failed": "{api} 接口没有正常应答（{kind:word}）：{reason}",
  "finding.doctor-stream-slow":
    "{api} 接口在 {seconds} s 内没有给出 {tokens} 个 token 的完整回答。请查看服务日志，并确认是否有其他负载。",
  "finding.doctor-stream-empty": "{api} 接口的回答不含任何文本，请检查模型的对话模板和停止词。",
  "finding.doctor-not-streamed": "{api} 接口被要求流式输出，却一次性返回整个回答：无法得出首 token 时延。",
  "finding.doctor-usage-missing":
    "{api} 接口没有给出 token 计数（流末尾没有 usage），token 数只能估算。请使用支持 stream_options.include_usage 的推理引擎。",
  "finding.doctor-usage-not-continuous":
    "{api} 接口被要求逐事件计数，{events} 个事件中只有 {counted} 个带有计数，请去掉 `usage: continuous`。",
  "finding.doctor-length-not-kept":
    "要求 {api} 接口恰好输出 {asked} 个 token，实际输出 {given} 个：服务不支持 ignore_eos 或 min_tokens，固定输出长度的负载在此不等价。",
  "finding.doctor-exact-refused":
    "{api} 接口拒绝固定输出长度的请求（ignore_eos、min_tokens），只能运行 `outputPolicy: limit` 的负载。服务返回：{reason}",
  "finding.doctor-engine": "推理引擎提供以下指标：{metrics}。",
  "finding.doctor-engine-not-asked": "适配器没有给出指标页地址，无法得知引擎的队列、缓存及其自身的 token 计数。",
  "finding.doctor-engine-busy": "有其他人在使用该服务：{running} 个请求在运行，{waiting} 个在排队。请在独占时测量。",
  "finding.doctor-no-meter":
    "没有采集功率，无法给出按焦耳计的指标。请为适配器配置 `telemetry`，或在 `power.sources` 中指定功率数据源。",
  "finding.doctor-meters-not-opened": "适配器的功率计随系统一起打开；系统未能连接，因此无法检查。",
  "finding.doctor-power":
    "{source} 在“{boundary:word}”边界读取 {devices} 个器件（{names}）：每个 {low} 至 {high} W，合计 {total} W；每 {achievedSeconds} s 一次（要求 {askedSeconds} s），取样时刻与时间戳相差不超过 {withinSeconds} s；缺失 {missing:percent}。",
  "finding.doctor-power-once":
    "{source} 在“{boundary:word}”边界读取 {devices} 个器件（{names}）：每个 {low} 至 {high} W，合计 {total} W。只得到一次读数，采样率未知，请延长时间（--seconds）。",
  "finding.doctor-power-cross-check":
    "{source} 另以 {quantity} 对 {devices} 个器件（{names}）给出对照读数：合计 {total} W。",
  "finding.doctor-power-without-value":
    "{source} 可用，但在“{boundary:word}”边界没有给出 {devices} 个器件（{names}）的读数，缺失 {missing:percent}。请延长时间（--seconds），或检查该工具的输出。",
  "finding.doctor-devices": "全部加速器均已在“{boundary:word}”边界计量，共 {metered} 个。",
  "finding.doctor-devices-uncounted":
    "在“{boundary:word}”边界计量了 {metered} 个。是否为全部无法判断：文件没有给出拓扑，或功率计没有说明读取的器件数。",
  "finding.doctor-boundary-metered": "可在“{boundary:word}”边界按实测给出能耗，并与同样达到该边界的系统对比。",
  "finding.doctor-boundary-bridged":
    "可用文件中的折算项在“{boundary:word}”边界给出能耗，并与同样达到该边界的系统对比。",
  "finding.doctor-boundary-none": "在任何边界都无法给出能耗：没有功率计能读到全部加速器。速度仍可测量。",
  "finding.doctor-accuracy":
    "{source} 的误差已知：读数的 {relative:percent} 加每个器件 {absoluteWatts} W。来源：{origin}",
  "finding.doctor-accuracy-unknown":
    "{source} 的误差未知：会给出能耗，但不作判定，除非套件假定误差界（assumedMeterAccuracy）。",
  "finding.doctor-descriptors": "最多可打开 {limit} 个文件和套接字，足以同时发出 {requests} 个请求。",
  "finding.doctor-descriptors-few":
    "最多只能打开 {limit} 个文件和套接字，即最多同时 {requests} 个请求；加大负载前请提高上限（ulimit -n 65536）。",
  "finding.doctor-descriptors-unlimited": "可打开的文件和套接字数量没有上限。",
  "finding.doctor-descriptors-unknown": "在此无法得知可打开的文件和套接字数量。",
  "finding.doctor-ports": "本地端口 {first} 至 {last}：到同一服务地址最多同时 {ports} 个连接。",
  "finding.doctor-ports-few":
    "本地端口 {first} 至 {last}：到同一服务地址最多只能同时 {ports} 个连接；加大负载前请放宽 net.ipv4.ip_local_port_range。",
  "finding.doctor-ports-unknown": "在此无法得知本机到同一地址最多可有多少连接。",
  "finding.doctor-processors": "{processors} 个处理器，最近一分钟平均负载 {load}。",
  "finding.doctor-processors-busy":
    "本机正忙于其他工作：{processors} 个处理器上的平均负载为 {load}，会影响测得的时延。请换一台空闲的机器。",
  "finding.doctor-processors-few": "压测端与本机其他程序共用一个处理器，负载高时打时间戳会滞后。",
  "finding.doctor-event-loop": "压测端事件循环及时：p99 为 {p99Ms} ms（限值 {limitMs} ms）。",
  "finding.doctor-event-loop-late":
    "压测端事件循环滞后：p99 为 {p99Ms} ms，超过 {limitMs} ms 的运行会被降级。请关闭本机上的其他程序。",
  "finding.doctor-clock": "计时步长 {stepNs} ns；{seconds} s 内系统时间与单调时钟相差 {driftMs} ms。",
  "finding.doctor-clock-coarse": "计时步长为 {stepNs} ns，大于 token 之间的间隔。",
  "finding.doctor-clock-jumped":
    "{seconds} s 内系统时间与单调时钟相差 {driftMs} ms：系统时间正在被调整。时延不受影响，但其他主机的功率计靠它对齐。",
  "finding.doctor-time-synced": "系统时间已同步（据 {tool}）。",
  "finding.doctor-time-not-synced":
    "系统时间没有同步（据 {tool}）。单机测量不受影响，但其他主机的功率计靠它对齐：请启动 chrony 或 systemd-timesyncd。",
  "finding.doctor-time-sync-unknown": "系统时间是否同步未知：chronyc 和 timedatectl 在此均无应答。",
} as const satisfies Record<keyof typeof en, string>;
