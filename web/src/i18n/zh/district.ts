/** 督导：一片地方的总览。 */
export default {
  district: {
    title: '总览',
    open: '总览',
    asOf: '{at}的情况',
    communities: '{n}个社区',
    named: '{name}总览',
    overdue: '超时{n}',
    vacant: '缺组长{n}',
    table: '各社区情况',
    search: '搜社区、街道、区县或代码',
    order: '排序',
    found: '{n} / {of}个社区',
    none: '没有符合的社区',
    noneHow: '换个词，或点开别的状态。',
    every: '全部',
    byMode: '按状态筛选',
    reading: '已读取{n}个社区',
    column: { name: '社区', mode: '状态', readiness: '战备', mustered: '到岗', vacant: '缺组长', overdue: '超时', open: '未办结', done: '已办结' },
  },
  desk: {
    paperEnds: '以上是前{n}行，共{of}行。要全部，请导出表格。',
  },
}
