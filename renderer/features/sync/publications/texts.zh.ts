/** The texts about what the centre publishes: rules, holidays, rosters. */
export const publication = {
  "publication.title": "中心平台发布的规则、日历和名册",
  "publication.intro":
    "规则和日历须有本机信任的签名、版本更新、自检通过，才自动启用；名册随到随用，本大厅登记的优先。其余不启用，在此列明原因，现行的继续有效。",
  "publication.state.offered": "待取",
  "publication.state.waiting": "待生效",
  "publication.state.in-force": "已启用",
  "publication.state.replaced": "已被替换",
  "publication.state.set-aside": "未启用",
  "publication.from": "{day} 起施行",
  "publication.faults": "{n} 处问题",
  "publication.badge": "{n} 项发布件未启用",
} as const;
