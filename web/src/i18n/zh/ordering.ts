/** 启动前最后一眼：将写进记录和通知的内容。 */
export default {
  ordered: {
    title: '将写进记录和通知的',
    scope: '范围',
    point: '集结地点',
    pointTold: '写进每组的群通知，本人页面也看得到。',
    pointShared: '{n}个小区的人都到这一处。',
    pointNone: '没有填：通知里只写“到岗”，不写到哪里',
    reason: '启动原因',
    reasonKept: '只进记录，不写进通知。',
    case: '病例编号',
    caseDrill: '演练不登记病例。',
    authority: '文号',
    authorityNone: '没有填：需要文号的任务先锁定',
    until: '预计结束',
  },
}
