/** 补人的文字。 */
export default {
  naming: {
    title: '补人：{where}',
    position: '担任',
    hasLead: '组长是{name}；要换组长，请在组长的卡片上按“全部移交”。',
    who: '由谁担任',
    search: '按姓名找，全社区',
    here: '已到岗',
    of: '{why}，名下{n}项',
    roster: '目前没有岗位',
    more: '还有{n}人，请输入姓名',
    nobody: '没有叫这个名字的人；名单里没有的，先到“汇总表”里加。',
    need: '请选一位',
    hint: '如：原组长来不了',
    told: '本人会收到通知，并写明岗位。没有人负责的任务归新的组长或副组长；经过记入“记录”。汇总表不变。',
    save: '确认补人',
    done: '{name}已任{where}{position}',
  },
}
