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
    moreRows: '还有{n}个社区',
    column: { name: '社区', mode: '状态', readiness: '战备', mustered: '到岗', vacant: '缺组长', overdue: '超时', open: '未办结', done: '已办结' },
  },
}
