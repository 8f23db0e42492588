import type { definitions as en } from "../en/definitions.js";

export const definitions = {
  "report.definitions":
    "以下并非 tokwatt 自身的指标定义：时延按 {tool} 的定义计算，取计划在测量窗口内发送且正常结束的请求，不据此作任何判定。",
  "report.definitions.table": "{tool} 的指标",
  "finding.definitions-not-judged":
    "其他工具的定义：计划中的判定裕度和主要指标按 tokwatt 自身的定义确定，此处比值仅供参考。",
  "finding.export-needs-events": "该运行规模过大，未保留每个事件；其他工具的格式需要每个请求的各个间隔。",
  "cli.export": "将一次运行写成其他工具的格式",
  "cli.argument.run": "单次运行的目录",
  "cli.option.definitions": "用其他工具的定义代替 tokwatt 自身的定义；不据此作任何判定",
  "cli.option.export-format": "写出的格式",
  "cli.export.note.vllm": "时间按 vllm bench serve 的方式计算。记录中不含文本，因此 generated_texts 均为空字符串。",
  "problem.run-not-found": "目录 {path} 中没有运行记录。",
  "hint.run-folder": "请给出单次运行的目录，例如 results/RUN；tokwatt report 会列出全部运行。",
} as const satisfies Record<keyof typeof en, string>;
