/** 到处都用的文字：等待与出错。 */
export default {
  mark: { comma: '、', colon: '：' },
  count: { people: '{n}人', groups: '{n}个组', tasks: '{n}项任务', compounds: '{n}个小区' },
  wait: { loading: '正在加载…' },
  problem: {
    unreachable: '连不上服务器。请检查网络，然后重试；已填的内容还在。',
    too_slow: '服务器迟迟没有回答。请稍后重试；已填的内容还在。',
    no_answer: '服务器的回答看不懂。请稍后重试，仍不行请联系管理员。',
    link_unknown: '这个登录链接无效或已过期，请向管理员重新索取。',
    unexpected: '页面出了点问题。请刷新后重试，仍不行请联系管理员。',
    too_large_here: '文件超过20MB。请删去图片和无关工作表后再选。',
    unreadable_here: '读不到这个文件。请确认文件没有被移动或正在被其他程序占用，再选一次。',
    undo_moved: '别人后来又改过这一项，不能撤销或重做；请直接改成要的内容。',
    cell_moved: '别人刚改过同一项，没有存，您填的还在。再按“保存”就以您填的为准。',
    cell_gone: '这个人已不在名单里，没有存。',
    other: '没有办成（{code}）。请稍后重试，仍不行请联系管理员。',
    where: '位置：{where}',
  },
}
