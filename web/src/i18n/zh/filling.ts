/** 给缺人的班次加一人的文字。 */
export default {
  filling: {
    lack: '这一班缺{n}人。',
    open: '加一人',
    who: '加谁（先打电话说好）',
    search: '按姓名找',
    asked: '已排班，未接班',
    here: '已到岗',
    notHere: '未到岗',
    doubled: '同一时间已有别的班',
    through: '会连上两班',
    everybody: '不在本组？从全社区选',
    more: '还有{n}人，输入姓名可缩小范围。',
    none: '没有叫这个名字的人。',
    told: '加上后按已接班记录，并通知本人；原来的人不变。',
    confirm: '加上',
    done: '已加{name}，已接班',
  },
}
