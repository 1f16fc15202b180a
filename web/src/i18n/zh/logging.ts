/** 记录情况的文字。 */
export default {
  occurrence: {
    title: '出现了什么情况？',
    opens: '记录后生成：{titles}',
    gridWhat: '任务派给这个小区的小组，须先选择。',
    needGrid: '请选择所在小区。',
    needTold: '请写明在哪里，或发生了什么：赶去的人只看得到这里写的。来不及写，再按一次即可记录。',
    at: '发生时间',
    logged: '已记录，生成{tasks}',
    loggedOnly: '已记录',
    within: '限{span}内',
    loggedTo: '已记录，生成{tasks}，由{names}负责',
    loggedCall: '已记录。请立即打电话，不要只等通知。',
    nobody: '还没有人负责',
    noPhone: '没有可拨的电话，请另找人。',
    told: '登记时写的',
  },
}
