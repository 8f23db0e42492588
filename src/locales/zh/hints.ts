import type { hints as en } from "../en/hints.js";

export const hints = {
  "hint.run-without-resume": "请去掉 --resume，或指定正确的 --results；若套件已修改，则为另一计划。",
  "hint.did-you-mean": "是否想写“{suggestion}”？",
  "hint.known-keys": "此处可用的键：{known}。",
  "hint.known-names": "已知的名称：{known}。",
  "hint.keep-one-key": "请只保留其中一个。",
  "hint.identifier": "只能用小写字母和数字；多个词之间用单个连字符连接，例如 my-system-2。",
  "hint.both-languages": "请用两种语言填写：{ en: ..., zh: ... }",
  "hint.as-list": "请写成列表，单个条目也是如此：[{received}]",
  "hint.command-as-list": "不经过 shell，请将程序和参数写成列表：[{words}]",
  "hint.boundary-order": "从窄到宽依次为：{order}。",
  "hint.quote-text": '请给该值加引号："{received}"。',
  "hint.plain-number": "请写不带引号和单位的数字；单位已在键名中。",
  "hint.name-not-path": "请填写两个系统文件都能使用的名称。",
  "hint.see-help": "每个命令都可用 --help 查看其参数和选项。",
  "hint.workers": "省略 --workers 可由 tokwatt 根据负载与本机核数自行确定。",
  "hint.other-port": "请更换端口，或用 0 任选空闲端口。",
  "hint.choose-output": "请确认目录存在且有写入权限。",
  "hint.set-variables": "请在运行命令的环境中设置，例如：NAME=value tokwatt run ...",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: written as it stands in a system file
  "hint.base-url-or-port": "请填写“baseUrl”，或让命令监听 ${PORT}。",
  "hint.run-first": "请检查路径，或先运行一个套件：tokwatt run SUITE --results {path}",
  "hint.dataset-plain": '普通数据集的一行：{"prompt": "..."}，可另加“output_tokens”。',
  "hint.dataset-sharegpt": '此格式的一个条目：{"conversations": [{"from": "human", "value": "..."}, ...]}。',
} as const satisfies Record<keyof typeof en, string>;
