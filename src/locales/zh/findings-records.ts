import type { findingsRecords as en } from "../en/findings-records.js";

export const findingsRecords = {
  "finding.run-exists": "运行 {run} 的目录已存在；同一运行不会写入两次。请更换结果目录或移走旧目录。",
  "finding.record-write-failed":
    "写入 {file} 失败（{error}）；此前写入的内容已保留。请释放空间或检查权限，然后用 --resume 重新运行。",
  "finding.record-read-failed": "无法读取 {file}（{error}）。请检查记录是否完整、文件是否可读。",
  "finding.record-not-json": "{file}:{line}：不是有效的 JSON，文件已损坏。请从副本恢复或重新测量。",
  "finding.record-format-unknown": "{file}:{line}：格式为 {found}，应为 {expected}。请确认该目录由 tokwatt 写入。",
  "finding.record-version-unknown":
    "{file}:{line}：格式版本 {found} 无法识别，当前 tokwatt 可读取版本 {known}。请升级 tokwatt。",
  "finding.record-field-invalid": "{file}:{line}：字段 {field} 不符合格式（{problem}）。请从副本恢复或重新测量。",
  "finding.record-lines-damaged":
    "{file}：{count} 行已损坏并被略去，首处在第 {line} 行（字段 {field}：{problem}）。请从副本恢复或重新测量。",
  "finding.record-truncated": "{file}:{line}：末行写入时被中断，其 {bytes} 字节已略去。",
  "finding.record-fields-unknown":
    "{file}：自第 {line} 行起有 {count} 行含当前 tokwatt 不认识而略去的字段（{fields}）。如需读取请升级 tokwatt。",
  "finding.record-value-refused":
    "{file}：试图写入格式不允许的值，字段 {field}（{problem}）。请修正产生该值的适配器或功率源。",
  "finding.request-duplicate": "{file}：{count} 行重复了已有的请求并被略去，首处在第 {line} 行（请求 {request}）。",
  "finding.token-events-truncated": "{file}：最后一个数据块写入时被中断，其 {bytes} 字节已略去。",
  "finding.token-events-damaged": "{file}：自第 {offset} 字节起数据损坏，{bytes} 字节已略去。请从副本恢复或重新测量。",
  "finding.token-events-disordered": "{file}：{count} 个请求的 token 事件时间顺序错误，首个为请求 {request}。",
  "finding.token-bins-differ": "{file}：其事件汇总的分箱与该运行其他分片不同，无法相加，已略去。",
  "finding.file-changed": "{file} 在运行结束后被改动：其 SHA-256 与清单不符。请从副本恢复。",
  "finding.file-missing": "缺少 {file}。请从副本恢复或重新测量。",
  "finding.file-unlisted": "{file} 不在清单之列：系运行结束后加入，未被读取。请将其移除。",
  "finding.file-unknown": "{file} 是当前 tokwatt 不认识的记录内容。如需读取请升级 tokwatt。",
  "finding.plan-changed": "{file}：计划在固定之后被改动，其内容与计划哈希 {hash} 不符。",
  "finding.trace-id-differs": "{file}：文件中的轨迹或日志为 {trace}，与文件名不符。",
  "finding.trace-exists": "该运行有两条轨迹或日志同名 {trace}。请为每个设备使用不同的 id。",
  "finding.run-id-differs": "目录 {directory} 中是运行 {run} 的记录：曾被复制或改名。请恢复目录原名。",
  "finding.ledger-line-unfinished": "{file}:{line}：该行写入时被中断（{bytes} 字节），对应的试验尚未开始。",
  "finding.ledger-line-unreadable":
    "{file}:{line}：该行已损坏（字段 {field}：{problem}），列表中可能缺少运行。请从副本恢复台账。",
  "finding.ledger-line-changed": "{file}:{line}：运行 {run} 的台账行写入后被改动，哈希不符。请从副本恢复台账。",
  "finding.ledger-chain-broken":
    "{file}:{line}：台账链在此断开：应为序号 {expected}，实为 {found}；有行被删除、插入或移动。请从副本恢复台账。",
  "finding.run-not-in-ledger": "运行 {run} 的记录不在台账中：台账被截断，或该记录来自别处。",
  "finding.run-differs-from-ledger": "运行 {run} 的记录与其台账行在 {field} 上不一致：其中之一被改动。",
} as const satisfies Record<keyof typeof en, string>;
