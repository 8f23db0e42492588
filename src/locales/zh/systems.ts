import type { systems as en } from "../en/systems.js";

export const systems = {
  "problem.several-adapters": "一个系统只能有一个适配器；此处写了 {count} 个。",
  "problem.count-not-topology": "“count”为 {count}，但按拓扑应为 {product}（单位：{unit:word}；{factors}）。",
  "problem.nodes-not-divisible": "{nodes} 个节点无法平均分到 {superNodes} 个超节点。",
  "problem.super-nodes-missing": "加速器按超节点计数，但拓扑中没有“superNodes”。",
  "problem.missing-variable": "此处使用了环境变量 {name}，但未设置。",
  "problem.option-file-unreadable": "“{path}”所指的文件无法读取：{file}（{reason}）。",
  "problem.api-key-unusable": "“{path}”处没有可用的密钥：密钥应为一行可见的 ASCII 字符。",
  "problem.api-key-beside-header": "同时写了“apiKey”和请求头“authorization”。",
  "problem.plugin-not-installed":
    "未安装软件包 {name}。已依次从本文件所在目录、运行 tokwatt 的目录和 tokwatt 的安装目录查找。",
  "problem.plugin-failed": "无法加载软件包 {name}。其报错为：{words}",
  "problem.plugin-exports-nothing": "软件包 {name} 没有导出{kind:word}：既无默认导出，也无名为“{exported}”的导出。",
  "problem.plugin-not-a-backend": "软件包 {name} 的导出不是后端适配器。缺少或类型不符的部分：{parts}。",
  "problem.plugin-not-a-power-source": "软件包 {name} 的导出不是功率数据源。缺少或类型不符的部分：{parts}。",

  "hint.known-plugins": "tokwatt 自带：{known}。其他名称即提供它的 npm 软件包名：{packages}...",
  "hint.one-adapter": "请只保留一个；另一个系统请写在单独的文件中。",
  "hint.count-as-topology": "请更正“count”、单位或拓扑；拓扑未知时请删除该部分。",
  "hint.state-super-nodes": "请填写“superNodes”，或改用其他单位计数。",
  "hint.set-variable": "请在运行命令时设置：{name}=... tokwatt ...",
  "hint.api-key-form": "变量或文件中只放密钥本身，不要加引号，也不要加 Bearer。",
  "hint.api-key-or-header": "请只保留一个：两者都用来表明身份。",
  "hint.install-plugin": "请在运行 tokwatt 的目录中安装：npm install {name}",
  "hint.repair-plugin": "请重新安装（npm install {name}），或将上述报错告知其作者。",
  "hint.plugin-authors": "其作者可用 tokwatt/testing 中的契约测试检查。",
  "hint.update-plugin": "该软件包版本较旧，请更新：npm install {name}@latest",
  "hint.update-tokwatt": "当前 tokwatt 版本较旧，请更新：npm install tokwatt@latest",
} as const satisfies Record<keyof typeof en, string>;
