/** 全部移交。 */
export default {
  handOver: {
    title: '移交{name}的全部工作',
    what: '名下有{posts}个岗位、{tasks}项任务、{shifts}个班次，一次全部移交。',
    none: '名下没有岗位、任务或班次。',
    to: '交给谁',
    toIn: '{where}交给谁',
    heir: '{name}（{why}，{here}，名下{n}项）',
    why: { deputy: '副组长', group: '本组', grid: '本小区', other: '其他小组' },
    shift: '{title}，{from}起',
    everybody: '不在名单里？从全社区选',
    several: '分给几个人',
    one: '交给一个人',
    clash: '{names}届时班次有重叠，可以移交，请另行安排。',
    hint: '如：联系不上，未到岗',
    told: '接手的人、本人和组长都会收到通知；经过记入“记录”。',
    done: '{name}的工作已移交{to}',
    nothing: '名下已没有可移交的工作',
  },
}
